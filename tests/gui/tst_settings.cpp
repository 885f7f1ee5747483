// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "gui/notifications/subscriptionstyles.h"
#include "guitest.h"

#include <QSignalSpy>
#include <QtTest>

using namespace Qt::StringLiterals;

namespace Tbs::Gui {

class TestSettings : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everySettingHasADefault();
    void remembers();
    void tellsOfChangesOnly();
    void stylesAreRemembered();
    void subscriptionsDifferInColour();
};

void TestSettings::everySettingHasADefault()
{
    const QTemporaryDir folder;
    const Settings settings(folder.filePath(u"a.ini"_s));
    for (int i = 0; i <= static_cast<int>(Setting::ForwardUrl); ++i) {
        std::ignore = settings.value(static_cast<Setting>(i)); // asserts that it is in the table
    }
    QCOMPARE(settings.value(Setting::MaskPatientData), QVariant(false));
}

void TestSettings::remembers()
{
    const QTemporaryDir folder;
    {
        Settings settings(folder.filePath(u"a.ini"_s));
        settings.setValue(Setting::CurrentPage, u"livePage"_s);
    }
    const Settings settings(folder.filePath(u"a.ini"_s));
    QCOMPARE(settings.value(Setting::CurrentPage).toString(), u"livePage"_s);
}

void TestSettings::tellsOfChangesOnly()
{
    const QTemporaryDir folder;
    Settings settings(folder.filePath(u"a.ini"_s));
    const QSignalSpy spy(&settings, &Settings::changed);
    settings.setValue(Setting::MaskPatientData, false);
    QCOMPARE(spy.count(), 0);
    settings.setValue(Setting::MaskPatientData, true);
    QCOMPARE(spy.count(), 1);
}

void TestSettings::stylesAreRemembered()
{
    Test::TemporarySettings settings;
    {
        SubscriptionStyles styles(*settings);
        styles.setMuted(u"a"_s, true);
        styles.setMuted(u"b"_s, true);
        styles.setMuted(u"b"_s, false);
        styles.setColor(u"a"_s, Qt::red);
    }
    const SubscriptionStyles styles(*settings);
    QVERIFY(styles.isMuted(u"a"_s));
    QVERIFY(!styles.isMuted(u"b"_s));
    QCOMPARE(styles.color(u"a"_s), QColor(Qt::red));
}

void TestSettings::subscriptionsDifferInColour()
{
    Test::TemporarySettings settings;
    SubscriptionStyles styles(*settings);
    const QSignalSpy spy(&styles, &SubscriptionStyles::knownChanged);
    QSet<QRgb> colors;
    for (int i = 0; i < 6; ++i) {
        styles.note(QString::number(i));
        styles.note(QString::number(i));
        colors << styles.color(QString::number(i)).rgb();
    }
    QCOMPARE(colors.size(), 6);
    QCOMPARE(spy.count(), 6);
    styles.note(u"6"_s);
    QVERIFY(styles.color(u"6"_s).isValid());
}

} // namespace Tbs::Gui

QTEST_MAIN(Tbs::Gui::TestSettings)
#include "tst_settings.moc"
