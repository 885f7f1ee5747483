// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "gui/application/application.h"
#include "history.h"
#include "reception.h"

#include <QApplication>
#include <QCommandLineParser>

using namespace Qt::StringLiterals;

// How long the window does not answer while it has a lot to do: a flood of notifications, and the history of a large
// store.

int main(int argc, char *argv[])
{
    QApplication application(argc, argv);
    Tbs::Gui::setUpApplication(application);
    QCommandLineParser parser;
    parser.addHelpOption();
    parser.addPositionalArgument(u"store"_s, u"The database of store_benchmark."_s);
    parser.addOption({u"rate"_s, u"Notifications a second."_s, u"count"_s, u"2000"_s});
    parser.addOption({u"loadgenerator"_s, u"The program that sends them."_s, u"path"_s,
                      QCoreApplication::applicationDirPath() + u"/loadgenerator"_s});
    parser.process(application);
    if (parser.positionalArguments().size() != 1) {
        parser.showHelp(2);
    }
    const bool received =
        GuiBenchmark::measureReception(parser.value(u"loadgenerator"_s), parser.value(u"rate"_s).toInt());
    const bool shown = GuiBenchmark::measureHistory(parser.positionalArguments().constFirst());
    return received && shown ? 0 : 1;
}
