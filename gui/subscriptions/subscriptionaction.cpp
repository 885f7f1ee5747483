// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "subscriptionaction.h"

#include <QCoreApplication>

namespace Tbs::Gui {

namespace {

class Obstacle
{
    Q_DECLARE_TR_FUNCTIONS(Tbs::Gui::SubscriptionAction)
};

QString notOnServer()
{
    return Obstacle::tr("The server does not have it.");
}

QString obstacleToDeactivating(const SubscriptionRow &row)
{
    if (row.managed) {
        return row.managed->suspended ? Obstacle::tr("You have turned it off already.") : QString();
    }
    const auto status = row.status();
    if (status == SubscriptionStatusCode::Off) {
        return Obstacle::tr("It is off already.");
    }
    return status == SubscriptionStatusCode::EnteredInError
        ? Obstacle::tr("It was entered in error: nothing is sent for it.")
        : QString();
}

QString obstacleToActivating(const SubscriptionRow &row)
{
    if (row.managed && row.managed->suspended) {
        return {};
    }
    const auto status = row.status();
    if (!status) {
        return Obstacle::tr("The server does not have it: Check Now has it registered.");
    }
    switch (*status) {
    case SubscriptionStatusCode::Active:
        return Obstacle::tr("It is active.");
    case SubscriptionStatusCode::Requested:
        return Obstacle::tr("The server was asked to activate it, and has not done so yet.");
    case SubscriptionStatusCode::EnteredInError:
        return Obstacle::tr("It was entered in error: it can only be deleted.");
    case SubscriptionStatusCode::Error:
    case SubscriptionStatusCode::Off:
        break;
    }
    return {};
}

/// Whether nothing else may be done at the same time.
bool isChange(SubscriptionAction action)
{
    switch (action) {
    case SubscriptionAction::Status:
    case SubscriptionAction::Events:
    case SubscriptionAction::ShowEvents:
        return false;
    default:
        return true;
    }
}

bool isForOursOnly(SubscriptionAction action)
{
    return action == SubscriptionAction::Edit || action == SubscriptionAction::CheckNow
        || action == SubscriptionAction::ShowEvents;
}

} // namespace

QString obstacleTo(SubscriptionAction action, const SubscriptionRow &row)
{
    if (isChange(action) && !row.operation.isEmpty()) {
        return Obstacle::tr("Something else is being done with it.");
    }
    if (isForOursOnly(action) && !row.managed) {
        return Obstacle::tr("It is not defined in this connection.");
    }
    switch (action) {
    case SubscriptionAction::Deactivate:
        return obstacleToDeactivating(row);
    case SubscriptionAction::Activate:
        return obstacleToActivating(row);
    case SubscriptionAction::CheckNow:
        return row.managed->suspended ? Obstacle::tr("You have turned it off: activate it again first.") : QString();
    case SubscriptionAction::Status:
        return row.id().isEmpty() ? notOnServer() : QString();
    case SubscriptionAction::Events:
        if (!row.isTopicBased()) {
            return Obstacle::tr("It names no topic, so its events are not numbered.");
        }
        return row.id().isEmpty() ? notOnServer() : QString();
    case SubscriptionAction::Edit:
    case SubscriptionAction::Delete:
    case SubscriptionAction::ShowEvents:
        break;
    }
    return {};
}

} // namespace Tbs::Gui
