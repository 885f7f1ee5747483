// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "helpfulaction.h"

#include "subscriptionlight.h"

#include <QCoreApplication>

namespace Tbs::Gui {

namespace {

class ActionText
{
    Q_DECLARE_TR_FUNCTIONS(Tbs::Gui::HelpfulAction)
};

} // namespace

HelpfulAction helpfulActionFor(const ManagedSubscription &subscription)
{
    switch (lightOf(subscription)) {
    case SubscriptionLight::Active:
        break;
    case SubscriptionLight::Suspended:
        return HelpfulAction::Resume;
    case SubscriptionLight::NotRegistered:
        return HelpfulAction::TryAgain;
    case SubscriptionLight::Requested:
    case SubscriptionLight::HeartbeatLate:
    case SubscriptionLight::Drift:
    case SubscriptionLight::Gap:
    case SubscriptionLight::Silent:
        return HelpfulAction::CheckNow;
    case SubscriptionLight::Error:
    case SubscriptionLight::Off:
        return HelpfulAction::Reactivate;
    case SubscriptionLight::Failed:
        return subscription.error->kind == Error::Kind::ActionRequired ? HelpfulAction::ShowConnection
                                                                       : HelpfulAction::TryAgain;
    }
    return HelpfulAction::None;
}

QString actionText(HelpfulAction action)
{
    switch (action) {
    case HelpfulAction::None:
        break;
    case HelpfulAction::CheckNow:
        return ActionText::tr("Check Now");
    case HelpfulAction::Reactivate:
        return ActionText::tr("Reactivate");
    case HelpfulAction::Resume:
        return ActionText::tr("Resume");
    case HelpfulAction::TryAgain:
        return ActionText::tr("Try Again");
    case HelpfulAction::ShowConnection:
        return ActionText::tr("Connection…");
    }
    return {};
}

QString actionExplanation(HelpfulAction action)
{
    switch (action) {
    case HelpfulAction::None:
        break;
    case HelpfulAction::CheckNow:
        return ActionText::tr("Asks the server how the subscription does, and for events that are missing.");
    case HelpfulAction::Reactivate:
        return ActionText::tr("Asks the server to activate the subscription again.");
    case HelpfulAction::Resume:
        return ActionText::tr("Asks the server to go on sending.");
    case HelpfulAction::TryAgain:
        return ActionText::tr("Tries once more to register the subscription.");
    case HelpfulAction::ShowConnection:
        return ActionText::tr("Shows the connection: something has to be changed there first.");
    }
    return {};
}

} // namespace Tbs::Gui
