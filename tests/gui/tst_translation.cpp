// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "examplebackend.h"
#include "fixtures.h"
#include "gui/application/desktop.h"
#include "guitest.h"

#include <QFile>
#include <QMenuBar>
#include <QRegularExpression>
#include <QTranslator>
#include <QtTest>

using namespace Qt::StringLiterals;

namespace Tbs::Gui {

class TestTranslation : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void germanIsComplete();
    void placeholdersAreKept();
    void windowSpeaksGerman();

private:
    static QString german();
};

QString TestTranslation::german()
{
    QFile file(Test::dataPath(u"../../resources/translations/tbs-gui_de.ts"_s));
    return file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()) : QString();
}

void TestTranslation::germanIsComplete()
{
    QVERIFY(german().count(u"<translation>"_s) > 150);
    QVERIFY(!german().contains(u"type=\"unfinished\""_s));
    QVERIFY(!german().contains(u"<translation></translation>"_s));
    QVERIFY(!german().contains(u"<numerusform></numerusform>"_s));
}

void TestTranslation::placeholdersAreKept()
{
    static const QRegularExpression message(u"<source>(.*?)</source>\\s*<translation>(.*?)</translation>"_s,
                                            QRegularExpression::DotMatchesEverythingOption);
    static const QRegularExpression placeholder(u"%[1-9]"_s);
    const auto text = german();
    auto messages = message.globalMatch(text);
    QVERIFY(messages.hasNext());
    while (messages.hasNext()) {
        const auto match = messages.next();
        auto used = placeholder.globalMatch(match.captured(1));
        while (used.hasNext()) {
            QVERIFY2(match.captured(2).contains(used.next().captured()), qPrintable(match.captured()));
        }
    }
}

void TestTranslation::windowSpeaksGerman()
{
    QTranslator translator;
    if (!translator.load(u":/tbs/translations/tbs-gui_de.qm"_s)) {
        QSKIP("Built without Qt's linguist tools.");
    }
    QVERIFY(QCoreApplication::installTranslator(&translator));
    SystemClock clock;
    Test::TemporarySettings settings;
    Test::ExampleBackend backend(clock);
    Desktop desktop(clock, *settings, backend);
    QCOMPARE(desktop.window().menuBar()->actions().constFirst()->text(), u"&Datei"_s);
    for (const auto *menu : desktop.window().menuBar()->actions()) {
        QSet<QString> mnemonics;
        for (const auto *action : menu->menu()->actions()) {
            const auto key = QKeySequence::mnemonic(action->text()).toString();
            QVERIFY2(key.isEmpty() || !mnemonics.contains(key), qPrintable(action->text()));
            mnemonics << key;
        }
    }
}

} // namespace Tbs::Gui

QTEST_MAIN(Tbs::Gui::TestTranslation)
#include "tst_translation.moc"
