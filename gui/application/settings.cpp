// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "settings.h"

#include <QFileInfo>
#include <QStandardPaths>

using namespace Qt::StringLiterals;

namespace Tbs::Gui {

namespace {

struct Entry
{
    Setting setting;
    QLatin1String name;
    QVariant byDefault;
};

const QList<Entry> &entries()
{
    static const QList<Entry> table{
        {Setting::WindowGeometry, "window/geometry"_L1, {}},
        {Setting::WindowState, "window/state"_L1, {}},
        {Setting::CurrentPage, "window/page"_L1, {}},
        {Setting::MaskPatientData, "view/maskPatientData"_L1, false},
        {Setting::LiveColumns, "live/columns"_L1, {}},
        {Setting::LiveSplitter, "live/splitter"_L1, {}},
        {Setting::HistoryColumns, "history/columns"_L1, {}},
        {Setting::HistorySplitter, "history/splitter"_L1, {}},
        {Setting::TopicsColumns, "topics/columns"_L1, {}},
        {Setting::TopicsSplitter, "topics/splitter"_L1, {}},
        {Setting::SubscriptionsColumns, "subscriptionsPage/columns"_L1, {}},
        {Setting::SubscriptionsSplitter, "subscriptionsPage/splitter"_L1, {}},
        {Setting::MutedSubscriptions, "subscriptions/muted"_L1, QStringList()},
        {Setting::SubscriptionColors, "subscriptions/colors"_L1, QVariantMap()},
        {Setting::OverviewColumns, "overview/columns"_L1, {}},
        {Setting::OverviewSplitter, "overview/splitter"_L1, {}},
        {Setting::OverviewDetailSplitter, "overview/detailSplitter"_L1, {}},
        {Setting::KeepInTray, "tray/keep"_L1, false},
        {Setting::TrayExplained, "tray/explained"_L1, false},
        {Setting::ExportFolder, "export/folder"_L1, QString()},
        {Setting::ForwardUrl, "forward/url"_L1, QString()},
        {Setting::ConnectionsSplitter, "connections/splitter"_L1, {}},
        {Setting::LastConnection, "connections/last"_L1, QString()},
        {Setting::SecretPlace, "connections/secretPlace"_L1, QString()},
    };
    return table;
}

const Entry &entryOf(Setting setting)
{
    const auto &table = entries();
    const auto found =
        std::find_if(table.begin(), table.end(), [setting](const Entry &entry) { return entry.setting == setting; });
    Q_ASSERT(found != table.end());
    return *found;
}

} // namespace

Settings::Settings(QObject *parent)
    : QObject(parent)
    , m_settings(std::make_unique<QSettings>())
    , m_folder(QStandardPaths::writableLocation(QStandardPaths::AppConfigLocation))
{
}

Settings::Settings(const QString &file, QObject *parent)
    : QObject(parent)
    , m_settings(std::make_unique<QSettings>(file, QSettings::IniFormat))
    , m_folder(QFileInfo(file).absolutePath())
{
}

QVariant Settings::value(Setting setting) const
{
    const auto &entry = entryOf(setting);
    return m_settings->value(entry.name, entry.byDefault);
}

void Settings::setValue(Setting setting, const QVariant &value)
{
    if (this->value(setting) == value) {
        return;
    }
    m_settings->setValue(entryOf(setting).name, value);
    Q_EMIT changed(setting);
}

QString Settings::folder() const
{
    return m_folder;
}

} // namespace Tbs::Gui
