// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "exampleserver.h"

#include <Tbs/codec/codec.h>
#include <Tbs/service/headerjudgement.h>
#include <Tbs/service/wantedsubscriptions.h>

using namespace Qt::StringLiterals;

namespace Tbs::Test {

template <typename T> QFuture<Result<T>> ExampleServer::answer(const QString &call, const T &value)
{
    return answerResult(call, Result<T>(value));
}

template <typename T> QFuture<Result<T>> ExampleServer::answerResult(const QString &call, Result<T> result)
{
    calls << call;
    if (error || errors.contains(call)) {
        result = tl::unexpected(error ? *error : errors.value(call));
    }
    if (!holdAnswers) {
        return readyFuture(result);
    }
    const SharedPromise<Result<T>> promise;
    m_held << [promise, result] {
        promise.finish(result);
    };
    return promise.future();
}

void ExampleServer::release()
{
    for (const auto &finish : std::exchange(m_held, {})) {
        finish();
    }
}

QFuture<Result<DiscoveredTopics>> ExampleServer::topics()
{
    return answer(u"topics"_s, answeredTopics);
}

QFuture<Result<QList<Gui::ServerSubscription>>> ExampleServer::subscriptions()
{
    return answer(u"subscriptions"_s, answeredSubscriptions);
}

QFuture<Result<Gui::SubscriptionPreview>> ExampleServer::preview(const SubscriptionConfiguration &subscription)
{
    const auto definition = withDefaults(subscription.definition, {});
    if (const auto mistakes = validate({definition}, QDateTime::currentDateTimeUtc()); !mistakes.isEmpty()) {
        return readyFuture(Result<Gui::SubscriptionPreview>(tl::unexpected(mistakes.constFirst())));
    }
    auto preview = answeredPreview;
    const auto complete = judgeHeaders(subscription, {}, processEnvironment).subscription;
    const QUrl endpoint(u"http://127.0.0.1:8080/webhook/"_s + definition.webhookId);
    preview.resource =
        codecFor(FhirVersion::R5)
            .writeSubscription(requestedSubscription(definition, endpoint, subscriptionHeaders({}, complete)));
    if (holdPreviews) {
        m_heldPreviews.append({{}, preview});
        return m_heldPreviews.constLast().promise.future();
    }
    return answer(u"preview "_s + definition.webhookId, preview);
}

void ExampleServer::releasePreview(int index)
{
    const auto &held = m_heldPreviews.at(index);
    held.promise.finish(held.answer);
}

QFuture<Result<FetchedStatus>> ExampleServer::status(const QString &id)
{
    return answer(u"status "_s + id, answeredStatus);
}

QFuture<Result<RecoveredEvents>> ExampleServer::events(const QString &id, const NumberRange &range)
{
    return answer(u"events %1 %2-%3"_s.arg(id).arg(range.first).arg(range.last), answeredEvents);
}

QFuture<Result<ObservedSubscription>> ExampleServer::setStatus(const QString &id, SubscriptionStatusCode status)
{
    ObservedSubscription observed;
    observed.subscription.id = id;
    observed.subscription.status = status;
    return answer(u"setStatus %1 %2"_s.arg(id, toCode(status)), observed);
}

QFuture<Result<void>> ExampleServer::remove(const QString &id)
{
    return answerResult(u"remove "_s + id, Result<void>());
}

} // namespace Tbs::Test
