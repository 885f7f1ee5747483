// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QObject>
#include <QSettings>
#include <QVariant>

#include <memory>

namespace Tbs::Gui {

/// Everything that the window remembers; settings.cpp has the table of names and defaults.
enum class Setting {
    WindowGeometry,
    WindowState,
    CurrentPage,
    MaskPatientData,
    LiveColumns,
    LiveSplitter,
    HistoryColumns,
    HistorySplitter,
    TopicsColumns,
    TopicsSplitter,
    SubscriptionsColumns,
    SubscriptionsSplitter,
    MutedSubscriptions,
    SubscriptionColors,
    OverviewColumns,
    OverviewSplitter,
    OverviewDetailSplitter,
    KeepInTray,
    TrayExplained,
    ExportFolder,
    ForwardUrl,
    ConnectionsSplitter,
    LastConnection, ///< the id of the one that was opened last
    SecretPlace, ///< where secrets are kept; empty: in the keychain
};

/// Values that outlast the process, each with a default. Lives in one thread.
class Settings : public QObject
{
    Q_OBJECT

public:
    /// In the user's place for this application.
    explicit Settings(QObject *parent = nullptr);
    /// In \a file: for tests.
    explicit Settings(const QString &file, QObject *parent = nullptr);

    [[nodiscard]] QVariant value(Setting setting) const;
    void setValue(Setting setting, const QVariant &value);
    /// Where other files that this program remembers belong.
    [[nodiscard]] QString folder() const;

Q_SIGNALS:
    void changed(Tbs::Gui::Setting setting);

private:
    std::unique_ptr<QSettings> m_settings;
    QString m_folder;
};

} // namespace Tbs::Gui
