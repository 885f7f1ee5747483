// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "activation.h"

#include "../await.h"

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace Tbs::Cli {

namespace {

constexpr auto pollPeriod = 500ms;

QString tr(const char *text)
{
    return QCoreApplication::translate("Tbs::Cli", text);
}

void pause(Clock &clock)
{
    QEventLoop loop;
    clock.callAfter(pollPeriod, &loop, [&loop] { loop.quit(); });
    loop.exec();
}

QString endpointOf(const Subscription &subscription)
{
    return subscription.endpoint.isEmpty() ? tr("its endpoint") : subscription.endpoint.toString(QUrl::RemoveUserInfo);
}

QString verdictOn(const Subscription &subscription)
{
    switch (subscription.status) {
    case SubscriptionStatusCode::Active:
        return tr("Subscription/%1 is active").arg(subscription.id);
    case SubscriptionStatusCode::Requested:
        return tr("Subscription/%1 is still requested. Either the server cannot reach %2 from where it is, or it has "
                  "no "
                  "subscriptions switched on; 'tbs doctor' looks closer")
            .arg(subscription.id, endpointOf(subscription));
    case SubscriptionStatusCode::Error:
        return tr("Subscription/%1 is in error: the server did not get its handshake through to %2%3")
            .arg(subscription.id, endpointOf(subscription),
                 subscription.error.isEmpty() ? QString() : u" ("_s + subscription.error + u')');
    case SubscriptionStatusCode::Off:
    case SubscriptionStatusCode::EnteredInError:
        break;
    }
    return tr("The server switched Subscription/%1 off: its status is %2")
        .arg(subscription.id, toCode(subscription.status));
}

} // namespace

Result<ObservedSubscription> awaitActivation(ObservedSubscription observed, SubscriptionClient &client, Clock &clock,
                                             std::chrono::milliseconds patience, const Console &console)
{
    const auto deadline = clock.monotonic() + patience;
    const auto isRequested = [&observed] {
        return observed.subscription.status == SubscriptionStatusCode::Requested;
    };
    if (isRequested()) {
        console.say(
            tr("Subscription/%1 is requested; waiting until the server activates it").arg(observed.subscription.id));
    }
    while (isRequested() && clock.monotonic() < deadline) {
        pause(clock);
        auto read = await(client.read(observed.subscription.id));
        if (!read) {
            return failure(read.error());
        }
        observed = std::move(*read);
    }
    console.say(verdictOn(observed.subscription));
    return observed;
}

} // namespace Tbs::Cli
