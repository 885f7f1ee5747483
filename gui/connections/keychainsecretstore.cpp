// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "keychainsecretstore.h"

#include <Tbs/support/futures.h>

#include <qt6keychain/keychain.h>

using namespace Qt::StringLiterals;

namespace Tbs::Gui {

namespace {

constexpr auto service = "tbs-gui"_L1;

Error errorOf(const QKeychain::Job &job)
{
    const auto message = [&job]() -> QString {
        switch (job.error()) {
        case QKeychain::AccessDeniedByUser:
            return KeychainSecretStore::tr("Access to the keychain was refused.");
        case QKeychain::AccessDenied:
            return KeychainSecretStore::tr("The keychain is locked, or does not let this program in.");
        case QKeychain::NoBackendAvailable:
        case QKeychain::NotImplemented:
            return KeychainSecretStore::tr("There is no keychain on this system.");
        default:
            return KeychainSecretStore::tr("The keychain of the system cannot be used: %1.").arg(job.errorString());
        }
    }();
    return {Error::Kind::ActionRequired, message, {}};
}

/// Starts \a job; \a result makes the answer of it when it is finished.
template <typename T, typename Job, typename Answer>
QFuture<Result<T>> started(Job *job, const QString &connectionId, QObject *context, Answer answer)
{
    const SharedPromise<Result<T>> promise;
    job->setKey(connectionId);
    QObject::connect(job, &QKeychain::Job::finished, context, [promise, job, answer] { promise.finish(answer(*job)); });
    job->start();
    return promise.future();
}

Result<void> successOf(const QKeychain::Job &job)
{
    if (job.error() == QKeychain::NoError || job.error() == QKeychain::EntryNotFound) {
        return {};
    }
    return failure(errorOf(job));
}

} // namespace

QFuture<Result<SecretValues>> KeychainSecretStore::read(const QString &connectionId)
{
    return started<SecretValues>(new QKeychain::ReadPasswordJob(service), connectionId, this,
                                 [](const QKeychain::ReadPasswordJob &job) -> Result<SecretValues> {
                                     if (job.error() == QKeychain::EntryNotFound) {
                                         return SecretValues();
                                     }
                                     if (job.error() != QKeychain::NoError) {
                                         return failure(errorOf(job));
                                     }
                                     if (const auto values = secretValuesFromJson(job.textData().toUtf8())) {
                                         return *values;
                                     }
                                     return failure(Error::Kind::BadData,
                                                    tr("What the keychain holds of this connection was not written by "
                                                       "this program. Type the secrets in again."));
                                 });
}

QFuture<Result<void>> KeychainSecretStore::write(const QString &connectionId, const SecretValues &values)
{
    auto *job = new QKeychain::WritePasswordJob(service);
    job->setTextData(QString::fromUtf8(toJson(values)));
    return started<void>(job, connectionId, this, successOf);
}

QFuture<Result<void>> KeychainSecretStore::remove(const QString &connectionId)
{
    return started<void>(new QKeychain::DeletePasswordJob(service), connectionId, this, successOf);
}

} // namespace Tbs::Gui
