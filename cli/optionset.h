// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#pragma once

#include <Tbs/fhir/codes.h>

#include <QString>
#include <QStringList>

#include <chrono>
#include <functional>
#include <optional>

namespace CLI {
class App;
class Option;
} // namespace CLI

namespace Tbs::Cli {

/// The options of a command, as it declares them: each is bound to a variable that parsing fills.
///
/// The only part of the program besides CommandLine that knows CLI11. The variables must outlive the parsing.
class OptionSet
{
public:
    explicit OptionSet(CLI::App &app);

    /// Options that follow stand under this heading in the help.
    void setGroup(const QString &heading);
    /// What stands beneath the options in the help: examples, exit codes, environment.
    void setFooter(const QString &footer);

    void addFlag(const QString &names, bool &value, const QString &help);
    void addText(const QString &names, const QString &placeholder, QString &value, const QString &help);
    /// May be given several times.
    void addTexts(const QString &names, const QString &placeholder, QStringList &values, const QString &help);
    void addNumber(const QString &names, const QString &placeholder, std::optional<qint64> &value, qint64 minimum,
                   qint64 maximum, const QString &help);
    void addFraction(const QString &names, const QString &placeholder, double &value, double minimum, double maximum,
                     const QString &help);
    /// At least one millisecond.
    void addDuration(const QString &names, const QString &placeholder, std::optional<std::chrono::milliseconds> &value,
                     const QString &help);
    void addFhirVersion(const QString &names, std::optional<FhirVersion> &value, const QString &help);
    /// `--name` alone or `--name=VALUE`.
    void addOptionalValue(const QString &names, const QString &placeholder, bool &given, QString &value,
                          const QString &help);
    /// What stands without a name.
    void addPositional(const QString &placeholder, QStringList &values, const QString &help);

    /// Takes one value; returns what is wrong with it, or nothing.
    using Take = std::function<QString(const QString &)>;
    void addValue(const QString &names, const QString &placeholder, const QString &help, const Take &take);
    /// May be given several times.
    void addRepeatedValue(const QString &names, const QString &placeholder, const QString &help, const Take &take);

    /// Whether \a text is the name of one of the options, perhaps with `=value`.
    [[nodiscard]] bool isOptionName(const QString &text) const;

private:
    CLI::Option *addValues(const QString &names, const QString &placeholder, const QString &help, const Take &take);

    CLI::App &m_app;
    std::string m_group;
};

} // namespace Tbs::Cli
