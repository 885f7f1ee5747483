// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "commandline.h"

#include <QCoreApplication>
#include <QLoggingCategory>

#include <csignal>

int main(int argc, char *argv[])
{
    qputenv("QT_NO_GLIB", "1"); // Qt's own event loop is faster
    std::signal(SIGPIPE, SIG_IGN); // a closed pipe is an error of write()
    const QCoreApplication application(argc, argv);
    // What happens stands on standard output; QT_LOGGING_RULES asks for more.
    QLoggingCategory::setFilterRules(QStringLiteral("tbs.*.info=false\ntbs.subscription.warning=false"));
    Tbs::Cli::StandardConsole console;
    return static_cast<int>(Tbs::Cli::CommandLine(console).run(QCoreApplication::arguments().mid(1)));
}
