// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "endpointurl_p.h"
#include "subscriptionresources_p.h"

#include <Tbs/codec/timestamp_p.h>
#include <Tbs/support/logging.h>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Tbs {

namespace {

constexpr int modificationAttempts = 3;

QString pathOf(const QString &id)
{
    return u"Subscription/"_s + id;
}

HttpHeader wantsTheResource()
{
    return {"Prefer", "return=representation"};
}

/// `W/"3"` -> `3`
QString versionOf(QByteArray eTag)
{
    if (eTag.startsWith("W/")) {
        eTag.remove(0, 2);
    }
    return QString::fromLatin1(eTag.replace('"', ""));
}

QUrlQuery searchFor(const QUrl &endpoint)
{
    QUrlQuery query;
    // Encoded once more, so that what is encoded in the URL itself arrives as it is.
    query.addQueryItem(u"url"_s,
                       QString::fromLatin1(QUrl::toPercentEncoding(endpoint.toString(QUrl::FullyEncoded), ":/")));
    return query;
}

/// Whether the server may not have what was asked for: the search, or the condition of a create.
bool mayNotBeThere(std::optional<int> status)
{
    return status == 400 || status == 404 || status == 405 || status == 501;
}

bool isConflict(int status)
{
    return status == 409 || status == 412; // HAPI answers the former where the latter is meant
}

bool isNotAllowed(int status)
{
    return status == 405 || status == 501;
}

/// Whether \a observed can be what was made of \a wanted, by what servers leave alone.
bool isLike(const Subscription &observed, const Subscription &wanted)
{
    if (!wanted.endpoint.isEmpty()) {
        return observed.isTopicBased() && isSameEndpoint(observed.endpoint, wanted.endpoint);
    }
    return observed.topic == wanted.topic && observed.reason == wanted.reason
        && observed.channelType == wanted.channelType;
}

/// The newest of what is like \a wanted; nullptr when there is none.
const ObservedSubscription *newestLike(const QList<ObservedSubscription> &list, const Subscription &wanted)
{
    const ObservedSubscription *newest = nullptr;
    for (const auto &candidate : list) {
        const bool isNewer = !newest || candidate.lastUpdated > newest->lastUpdated;
        if (isNewer && isLike(candidate.subscription, wanted)) {
            newest = &candidate;
        }
    }
    return newest;
}

} // namespace

SubscriptionResources::SubscriptionResources(FhirClient &client, const Codec &codec, const ServerProfile &profile)
    : m_client(client)
    , m_codec(codec)
    , m_dialect(profile.filterDialect)
    , m_wantsR5Elements(profile.wantsR5Elements.contains(codec.version()))
    , m_supportsUpdate(profile.supportsUpdate)
    , m_createsConditionally(profile.createsConditionally)
{
}

QJsonObject SubscriptionResources::resourceFor(const Subscription &subscription) const
{
    auto resource = m_codec.writeSubscription(subscription, m_dialect);
    return m_wantsR5Elements ? withR5Elements(resource, subscription) : resource;
}

SubscriptionResources::Observed SubscriptionResources::observe(const QJsonObject &resource) const
{
    auto decoded = m_codec.readSubscription(resource);
    if (!decoded) {
        return failure(decoded.error());
    }
    const auto lastUpdated = parseTimestamp(resource["meta"_L1]["lastUpdated"_L1].toString().toUtf8());
    return ObservedSubscription{std::move(decoded->value), lastUpdated ? lastUpdated->utc : QDateTime(),
                                std::move(decoded->issues)};
}

SubscriptionResources::Observed SubscriptionResources::observe(const FhirResponse &response) const
{
    const auto resource = response.resource();
    if (!resource) {
        return failure(resource.error());
    }
    auto observed = observe(*resource);
    if (!observed) {
        return observed;
    }
    auto &subscription = observed->subscription;
    if (subscription.id.isEmpty()) {
        subscription.id = response.reference().section(u'/', 1);
    }
    if (subscription.versionId.isEmpty()) {
        subscription.versionId = versionOf(response.eTag);
    }
    return observed;
}

QFuture<SubscriptionResources::ObservedList> SubscriptionResources::list(const QUrlQuery &parameters)
{
    const SharedPromise<ObservedList> promise;
    whenFinished(
        m_client.search(u"Subscription"_s, parameters), this, [this, promise](const Result<SearchResult> &found) {
            if (!found) {
                promise.finish(failure(found.error()));
                return;
            }
            if (!found->complete) {
                promise.finish(failure(
                    Error::Kind::Rejected,
                    tr("The server shows more Subscriptions than the %1 that were read").arg(found->resources.size())));
                return;
            }
            QList<ObservedSubscription> list;
            for (const auto &resource : found->resources) {
                auto observed = observe(resource);
                if (observed) {
                    list.append(*std::move(observed));
                } else {
                    qCWarning(logSubscription) << "A Subscription on the server is not understood and left alone:"
                                               << observed.error().toString();
                }
            }
            promise.finish(list);
        });
    return promise.future();
}

QFuture<SubscriptionResources::ObservedList> SubscriptionResources::findByEndpoint(const QUrl &endpoint)
{
    const SharedPromise<ObservedList> promise;
    const auto select = [promise, endpoint](ObservedList list) {
        if (list) {
            list->removeIf([&](const ObservedSubscription &observed) {
                return !isSameEndpoint(observed.subscription.endpoint, endpoint);
            });
        }
        promise.finish(std::move(list));
    };
    whenFinished(list(searchFor(endpoint)), this, [this, select](const ObservedList &found) {
        if (found || found.error().kind != Error::Kind::Rejected) {
            select(found);
            return;
        }
        // Not every server searches by url.
        whenFinished(list({}), this, [select](const ObservedList &all) {
            if (all || !mayNotBeThere(all.error().httpStatus)) {
                select(all);
                return;
            }
            // Some do not search Subscriptions at all (Inferno's): then there is nothing to be found.
            qCWarning(logSubscription).noquote()
                << "Subscriptions of earlier runs cannot be found:" << all.error().toString();
            select(QList<ObservedSubscription>());
        });
    });
    return promise.future();
}

QFuture<SubscriptionResources::Observed> SubscriptionResources::read(const QString &id)
{
    const SharedPromise<Observed> promise;
    whenFinished(m_client.get(pathOf(id)), this, [this, promise](const Result<FhirResponse> &response) {
        promise.finish(response ? observe(*response) : failure(response.error()));
    });
    return promise.future();
}

QFuture<SubscriptionResources::Observed> SubscriptionResources::create(Subscription subscription)
{
    subscription.id.clear();
    subscription.versionId.clear();
    const Creation creation{std::move(subscription), m_createsConditionally, {}};
    send(creation);
    return creation.promise.future();
}

void SubscriptionResources::send(const Creation &creation)
{
    FhirRequest request{.method = "POST",
                        .path = u"Subscription"_s,
                        .query = {},
                        .headers = {wantsTheResource()},
                        .body = resourceFor(creation.wanted)};
    const bool isConditional = creation.isConditional && !creation.wanted.endpoint.isEmpty();
    if (isConditional) {
        request.headers.append(
            {"If-None-Exist", searchFor(creation.wanted.endpoint).toString(QUrl::FullyEncoded).toLatin1()});
    }
    whenFinished(m_client.send(request), this,
                 [this, creation = Creation{creation.wanted, isConditional, creation.promise}](
                     const Result<FhirResponse> &response) {
                     if (response) {
                         onAnswered(creation, *response);
                     } else {
                         creation.promise.finish(failure(response.error()));
                     }
                 });
}

void SubscriptionResources::sendUnconditionally(Creation creation)
{
    creation.isConditional = false;
    send(creation);
}

void SubscriptionResources::onAnswered(const Creation &creation, const FhirResponse &response)
{
    if (response.isSuccess()) {
        adopt(creation, response);
    } else if (creation.isConditional && isConflict(response.status)) {
        adoptMatch(creation, response);
    } else if (creation.isConditional && mayNotBeThere(response.status)) {
        m_createsConditionally = m_createsConditionally && response.status != 501;
        sendUnconditionally(creation);
    } else {
        creation.promise.finish(failure(response.error()));
    }
}

/// The answer of a create may hold the Subscription, or name it, or neither.
void SubscriptionResources::adopt(const Creation &creation, const FhirResponse &response)
{
    const auto observed = observe(response);
    if (observed && !observed->subscription.id.isEmpty()) {
        accept(creation, response.status, observed);
        return;
    }
    const auto reference = response.reference();
    if (!reference.startsWith(pathOf({}))) {
        lookFor(creation, response);
        return;
    }
    whenFinished(read(reference.section(u'/', 1)), this,
                 [this, creation, status = response.status](const Observed &now) { accept(creation, status, now); });
}

/// A condition that the server does not understand fits any Subscription, and 200 is said of one that was there.
void SubscriptionResources::accept(const Creation &creation, int status, Observed observed)
{
    const bool existed = creation.isConditional && status == 200;
    if (existed && observed && !isLike(observed->subscription, creation.wanted)) {
        qCInfo(logSubscription) << "The server does not understand the condition of a create, it is left out";
        m_createsConditionally = false;
        sendUnconditionally(creation);
        return;
    }
    if (observed) {
        observed->existed = existed;
    }
    creation.promise.finish(std::move(observed));
}

/// Several fit the condition (412), or somebody else is creating the same at this moment (HAPI: 409).
void SubscriptionResources::adoptMatch(const Creation &creation, const FhirResponse &response)
{
    whenFinished(findByEndpoint(creation.wanted.endpoint), this, [this, creation, response](const ObservedList &found) {
        if (!found) {
            creation.promise.finish(failure(found.error()));
            return;
        }
        if (const auto *match = newestLike(*found, creation.wanted)) {
            auto observed = *match;
            observed.existed = true;
            creation.promise.finish(std::move(observed));
            return;
        }
        if (response.status == 409) {
            auto error = response.error();
            error.kind = Error::Kind::Retry;
            creation.promise.finish(failure(std::move(error)));
            return;
        }
        m_createsConditionally = false;
        sendUnconditionally(creation);
    });
}

void SubscriptionResources::lookFor(const Creation &creation, const FhirResponse &response)
{
    const auto &endpoint = creation.wanted.endpoint;
    whenFinished(endpoint.isEmpty() ? list({}) : findByEndpoint(endpoint), this,
                 [creation, response](const ObservedList &found) {
                     if (!found) {
                         creation.promise.finish(failure(found.error()));
                         return;
                     }
                     const auto *created = newestLike(*found, creation.wanted);
                     creation.promise.finish(
                         created ? Observed(*created)
                                 : failure(Error::Kind::BadData,
                                           tr("The server says that it created a Subscription (status %1), but neither "
                                              "names nor shows it")
                                               .arg(response.status)));
                 });
}

QFuture<SubscriptionResources::Observed> SubscriptionResources::update(const Subscription &subscription)
{
    const auto onto = [subscription](const Subscription &current) {
        auto result = subscription;
        result.versionId = current.versionId;
        result.raw = current.raw;
        return result;
    };
    const Modification modification{subscription.id, onto, modificationAttempts, false, {}};
    put(modification, subscription);
    return modification.promise.future();
}

QFuture<SubscriptionResources::Observed> SubscriptionResources::setStatus(const QString &id,
                                                                          SubscriptionStatusCode status)
{
    const auto withStatus = [status](Subscription current) {
        current.status = status;
        return current;
    };
    const Modification modification{id, withStatus, modificationAttempts, true, {}};
    change(modification);
    return modification.promise.future();
}

void SubscriptionResources::change(const Modification &modification)
{
    whenFinished(read(modification.id), this, [this, modification](const Observed &current) {
        if (current) {
            put(modification, modification.change(current->subscription));
        } else {
            modification.promise.finish(failure(current.error()));
        }
    });
}

void SubscriptionResources::put(const Modification &modification, const Subscription &subscription)
{
    FhirRequest request{.method = "PUT",
                        .path = pathOf(modification.id),
                        .query = {},
                        .headers = {wantsTheResource()},
                        .body = resourceFor(subscription)};
    if (!subscription.versionId.isEmpty()) {
        request.headers.append({"If-Match", "W/\"" + subscription.versionId.toLatin1() + '"'});
    }
    whenFinished(m_client.send(request), this, [this, modification](const Result<FhirResponse> &response) {
        if (response) {
            onAnswered(modification, *response);
        } else {
            modification.promise.finish(failure(response.error()));
        }
    });
}

void SubscriptionResources::onAnswered(const Modification &modification, const FhirResponse &response)
{
    if (response.isSuccess()) {
        if (const auto observed = observe(response)) {
            modification.promise.finish(observed);
        } else { // an OperationOutcome, or nothing
            whenFinished(read(modification.id), this,
                         [modification](const Observed &now) { modification.promise.finish(now); });
        }
        return;
    }
    auto error = response.error();
    if (isNotAllowed(response.status)) {
        m_supportsUpdate = false;
        error.message = tr("The server does not let Subscriptions be changed. %1").arg(error.message);
    } else if (isConflict(response.status)) {
        if (modification.attempts > 1) { // the server changes them too, when it activates them
            auto next = modification;
            --next.attempts;
            next.isRead = true;
            change(next);
            return;
        }
        error.kind = Error::Kind::Retry;
    } else if (response.status == 404 && modification.isRead) {
        error.httpStatus.reset(); // a refusal, of a proxy for instance
    }
    modification.promise.finish(failure(error));
}

QFuture<Result<void>> SubscriptionResources::remove(const QString &id)
{
    const SharedPromise<Result<void>> promise;
    whenFinished(m_client.remove(pathOf(id)), this, [promise](const Result<FhirResponse> &response) {
        promise.finish(response ? Result<void>() : failure(response.error()));
    });
    return promise.future();
}

} // namespace Tbs
