// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "commandline.h"

#include "commands/listencommand.h"
#include "commands/sandboxcommand.h"
#include "commands/sendcommand.h"
#include "commands/validatecommand.h"
#include "optionset.h"

#include <QCoreApplication>

#include <algorithm>
#include <CLI/CLI.hpp>
#include <sstream>

using namespace Qt::StringLiterals;

namespace Tbs::Cli {

namespace {

/// CLI11's help, with `--name[=VALUE]` and one empty line between sections.
class HelpFormatter : public CLI::Formatter
{
public:
    std::string make_option_opts(const CLI::Option *option) const override
    {
        const auto placeholder = option->get_type_name();
        return placeholder.rfind("[=", 0) == 0 ? placeholder : CLI::Formatter::make_option_opts(option);
    }

    std::string make_help(const CLI::App *app, std::string name, CLI::AppFormatMode mode) const override
    {
        auto help = CLI::Formatter::make_help(app, std::move(name), mode);
        for (auto position = help.find("\n\n\n"); position != std::string::npos;
             position = help.find("\n\n\n", position)) {
            help.erase(position, 1);
        }
        return help;
    }
};

} // namespace

/// CLI11's tree of options for the commands.
class CommandLine::Parser
{
    Q_DECLARE_TR_FUNCTIONS(Tbs::Cli::CommandLine)

public:
    explicit Parser(const std::vector<std::unique_ptr<Command>> &commands)
        : m_commands(commands)
        , m_app(tr("Receives notifications of FHIR topic-based subscriptions (R4, R4B, R5).").toStdString(), "tbs")
    {
        m_app.set_help_flag("-h,--help", tr("Show this help").toStdString());
        m_app.set_version_flag("--version", "tbs " TBS_VERSION, tr("Show the version").toStdString());
        const auto formatter = std::make_shared<HelpFormatter>();
        formatter->column_width(36);
        formatter->label("SUBCOMMAND", tr("COMMAND").toStdString());
        formatter->label("Subcommands", tr("Commands").toStdString());
        formatter->label("Positionals", tr("Arguments").toStdString());
        m_app.formatter(formatter);
        m_app.require_subcommand(0, 1);
        m_app.footer(footer().toStdString());
        for (const auto &command : commands) {
            auto *app = m_app.add_subcommand(command->name().toStdString(), command->summary().toStdString());
            app->fallthrough(false);
            m_options.emplace_back(*app);
            command->declare(m_options.back());
        }
    }

    /// \return the exit code when there is nothing left to do.
    std::optional<ExitCode> parse(QStringList arguments, const Console &console)
    {
        if (!arguments.isEmpty()) {
            if (const auto index = indexOf(arguments.constFirst())) {
                const auto name = arguments.takeFirst();
                arguments = m_commands.at(*index)->takeArguments(m_options.at(*index), arguments);
                arguments.prepend(name);
            }
        }
        std::vector<std::string> reversed;
        std::transform(arguments.crbegin(), arguments.crend(), std::back_inserter(reversed),
                       [](const QString &argument) { return argument.toStdString(); });
        try {
            m_app.parse(reversed);
        } catch (const CLI::Success &request) {
            std::ostringstream help;
            m_app.exit(request, help, help);
            console.output.write(QByteArray::fromStdString(help.str()));
            return ExitCode::Success;
        } catch (const CLI::ParseError &mistake) {
            return refuse(QString::fromStdString(mistake.what()), console);
        }
        if (!command()) {
            console.output.write(QByteArray::fromStdString(m_app.help()));
            return ExitCode::Success;
        }
        if (const auto mistake = command()->usageMistake(); !mistake.isEmpty()) {
            return refuse(mistake, console);
        }
        return std::nullopt;
    }

    [[nodiscard]] Command *command() const
    {
        const auto chosen = m_app.get_subcommands();
        return chosen.empty() ? nullptr
                              : m_commands.at(*indexOf(QString::fromStdString(chosen.front()->get_name()))).get();
    }

private:
    [[nodiscard]] std::optional<std::size_t> indexOf(const QString &name) const
    {
        const auto found = std::find_if(m_commands.begin(), m_commands.end(),
                                        [&name](const auto &command) { return command->name() == name; });
        return found == m_commands.end() ? std::nullopt : std::optional<std::size_t>(found - m_commands.begin());
    }

    [[nodiscard]] ExitCode refuse(const QString &mistake, const Console &console) const
    {
        const auto *chosen = command();
        const auto program = chosen ? u"tbs "_s + chosen->name() : u"tbs"_s;
        console.say(u"%1: %2"_s.arg(program, mistake));
        console.say(tr("Try '%1 --help'.").arg(program));
        return ExitCode::WrongUsage;
    }

    static QString footer()
    {
        return tr(R"(
Examples:
  tbs listen --sandbox                            see it work, without any server
  tbs listen --listen 0.0.0.0:8080 --token-env TBS_TOKEN --store sqlite:events.db
  tbs listen --exec ./on-event.sh                 run a program for each event
  tbs validate notification.json                  what is this notification, and what is wrong with it?
  tbs send http://127.0.0.1:8080/webhook/notifications --fhir-version R4 --count 10
  tbs COMMAND --help                              everything about one command

Standard output is data, one JSON object a line (NDJSON); on a terminal, aligned text.
Standard error is for people.

Exit codes:
  0  it worked
  1  it failed, or the input is bad
  2  wrong usage

Environment:
  NO_COLOR          set to anything: no colours
  QT_LOGGING_RULES  what is logged to standard error, e.g. 'tbs.*.debug=true'
)");
    }

    const std::vector<std::unique_ptr<Command>> &m_commands;
    CLI::App m_app;
    std::vector<OptionSet> m_options;
};

CommandLine::CommandLine(const Console &console)
    : m_console(console)
{
    m_commands.push_back(std::make_unique<ListenCommand>());
    m_commands.push_back(std::make_unique<ValidateCommand>());
    m_commands.push_back(std::make_unique<SendCommand>());
    m_commands.push_back(std::make_unique<SandboxCommand>());
}

CommandLine::~CommandLine() = default;

ExitCode CommandLine::run(const QStringList &arguments)
{
    Parser parser(m_commands);
    if (const auto ended = parser.parse(arguments, m_console)) {
        return *ended;
    }
    return parser.command()->run(m_console);
}

} // namespace Tbs::Cli
