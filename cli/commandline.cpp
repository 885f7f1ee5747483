// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "commandline.h"

#include "commands/activatesubscriptionscommand.h"
#include "commands/applycommand.h"
#include "commands/createsubscriptioncommand.h"
#include "commands/deletesubscriptionscommand.h"
#include "commands/doctorcommand.h"
#include "commands/listencommand.h"
#include "commands/listsubscriptionscommand.h"
#include "commands/plancommand.h"
#include "commands/sandboxcommand.h"
#include "commands/sendcommand.h"
#include "commands/showsubscriptioncommand.h"
#include "commands/subscriptioneventscommand.h"
#include "commands/subscriptionstatuscommand.h"
#include "commands/topicscommand.h"
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
    explicit Parser(const std::vector<CommandGroup> &groups)
        : m_app(tr("Receives notifications of FHIR topic-based subscriptions (R4, R4B, R5).").toStdString(), "tbs")
    {
        m_app.set_help_flag("-h,--help", tr("Show this help").toStdString());
        m_app.set_version_flag("--version", "tbs " TBS_VERSION, tr("Show the version").toStdString());
        const auto formatter = std::make_shared<HelpFormatter>();
        formatter->column_width(36);
        formatter->label("SUBCOMMAND", tr("COMMAND").toStdString());
        formatter->label("Positionals", tr("Arguments").toStdString());
        m_app.formatter(formatter);
        m_app.require_subcommand(0, 1);
        m_app.footer(footer().toStdString());
        std::string heading;
        for (const auto &group : groups) {
            if (group.name.isEmpty()) {
                heading = group.summary.toStdString();
            }
            auto &parent = group.name.isEmpty() ? m_app : addGroup(group, heading);
            for (const auto &command : group.commands) {
                addCommand(parent, *command, group.name.isEmpty() ? heading : tr("Commands").toStdString());
            }
        }
    }

    /// \return the exit code when there is nothing left to do.
    std::optional<ExitCode> parse(QStringList arguments, const Console &console)
    {
        if (auto *named = entryNamedBy(arguments)) {
            const auto words = named->path.size();
            arguments = arguments.first(words) + named->command->takeArguments(named->options, arguments.sliced(words));
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
        if (!command()) { // of the group that was named, if one was
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
        const auto found =
            std::find_if(m_entries.begin(), m_entries.end(), [](const auto &entry) { return entry->app->parsed(); });
        return found == m_entries.end() ? nullptr : (*found)->command;
    }

private:
    struct Entry
    {
        Command *command;
        CLI::App *app;
        QStringList path; ///< `subscriptions`, `list`
        OptionSet options;
    };

    CLI::App &addGroup(const CommandGroup &group, const std::string &heading)
    {
        auto *app = m_app.add_subcommand(group.name.toStdString(), group.summary.toStdString());
        app->group(heading)->fallthrough(false)->require_subcommand(0, 1);
        app->footer(group.footer.toStdString());
        return *app;
    }

    void addCommand(CLI::App &parent, Command &command, const std::string &heading)
    {
        auto *app = parent.add_subcommand(command.name().toStdString(), command.summary().toStdString());
        app->group(heading)->fallthrough(false);
        QStringList path{command.name()};
        if (&parent != &m_app) {
            path.prepend(QString::fromStdString(parent.get_name()));
        }
        m_entries.push_back(std::make_unique<Entry>(Entry{&command, app, path, OptionSet(*app)}));
        command.declare(m_entries.back()->options);
    }

    [[nodiscard]] Entry *entryNamedBy(const QStringList &arguments) const
    {
        const auto found = std::find_if(m_entries.begin(), m_entries.end(), [&arguments](const auto &entry) {
            return arguments.mid(0, entry->path.size()) == entry->path;
        });
        return found == m_entries.end() ? nullptr : found->get();
    }

    [[nodiscard]] ExitCode refuse(const QString &mistake, const Console &console) const
    {
        auto program = u"tbs"_s;
        for (const auto *app = &m_app; !app->get_subcommands().empty();) {
            app = app->get_subcommands().front();
            program += u' ' + QString::fromStdString(app->get_name());
        }
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
  tbs topics --server https://fhir.example.org/r4 what can be subscribed to?
  tbs plan                                        what has to be done for what tbs.yaml wants?
  tbs doctor                                      what will not work, and why?
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

    CLI::App m_app;
    std::vector<std::unique_ptr<Entry>> m_entries; // commands hold on to their OptionSet while they declare it
};

namespace {

QString subscriptionsFooter()
{
    return CommandLine::tr(R"(
Examples:
  tbs subscriptions list --sandbox                see it work, without any server
  tbs subscriptions list --config tbs.yaml        which are ours, which are in error?
  tbs subscriptions status --config tbs.yaml      what do they say of themselves?
  tbs subscriptions create --help                 everything about one command

'tbs plan' and 'tbs apply' keep all Subscriptions of a tbs.yaml as they are wanted.

Exit codes:
  0  it worked
  1  it failed
  2  wrong usage
)");
}

} // namespace

CommandLine::CommandLine(const Console &console)
    : m_console(console)
{
    CommandGroup receiving{.name = {}, .summary = tr("Receiving"), .footer = {}, .commands = {}};
    receiving.commands.push_back(std::make_unique<ListenCommand>());
    receiving.commands.push_back(std::make_unique<ValidateCommand>());
    receiving.commands.push_back(std::make_unique<SendCommand>());
    receiving.commands.push_back(std::make_unique<SandboxCommand>());
    m_groups.push_back(std::move(receiving));

    CommandGroup server{.name = {}, .summary = tr("The FHIR server"), .footer = {}, .commands = {}};
    server.commands.push_back(std::make_unique<TopicsCommand>());
    server.commands.push_back(std::make_unique<PlanCommand>());
    server.commands.push_back(std::make_unique<ApplyCommand>());
    server.commands.push_back(std::make_unique<DoctorCommand>());
    m_groups.push_back(std::move(server));

    CommandGroup subscriptions{.name = u"subscriptions"_s,
                               .summary = tr("Lists, makes, deletes and questions its Subscriptions"),
                               .footer = subscriptionsFooter(),
                               .commands = {}};
    subscriptions.commands.push_back(std::make_unique<ListSubscriptionsCommand>());
    subscriptions.commands.push_back(std::make_unique<ShowSubscriptionCommand>());
    subscriptions.commands.push_back(std::make_unique<CreateSubscriptionCommand>());
    subscriptions.commands.push_back(std::make_unique<DeleteSubscriptionsCommand>());
    subscriptions.commands.push_back(std::make_unique<SubscriptionStatusCommand>());
    subscriptions.commands.push_back(std::make_unique<SubscriptionEventsCommand>());
    subscriptions.commands.push_back(std::make_unique<ActivateSubscriptionsCommand>());
    m_groups.push_back(std::move(subscriptions));
}

CommandLine::~CommandLine() = default;

ExitCode CommandLine::run(const QStringList &arguments)
{
    Parser parser(m_groups);
    if (const auto ended = parser.parse(arguments, m_console)) {
        return *ended;
    }
    return parser.command()->run(m_console);
}

} // namespace Tbs::Cli
