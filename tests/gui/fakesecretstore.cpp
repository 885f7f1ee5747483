// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "fakesecretstore.h"

#include <QTimer>

using namespace Qt::StringLiterals;

namespace Tbs::Test {

namespace {

/// Answers from the event loop, as a keychain does.
template <typename T> QFuture<Result<T>> later(Result<T> answer)
{
    auto promise = std::make_shared<QPromise<Result<T>>>();
    promise->start();
    const auto future = promise->future();
    QTimer::singleShot(0, [promise, answer = std::move(answer)] {
        promise->addResult(answer);
        promise->finish();
    });
    return future;
}

} // namespace

QFuture<Result<Gui::SecretValues>> FakeSecretStore::read(const QString &connectionId)
{
    m_content.calls << u"read "_s + connectionId;
    if (m_content.error) {
        return later<Gui::SecretValues>(failure(*m_content.error));
    }
    return later<Gui::SecretValues>(m_content.entries.value(connectionId));
}

QFuture<Result<void>> FakeSecretStore::write(const QString &connectionId, const Gui::SecretValues &values)
{
    m_content.calls << u"write "_s + connectionId;
    if (m_content.error) {
        return later<void>(failure(*m_content.error));
    }
    m_content.entries.insert(connectionId, values);
    return later<void>({});
}

QFuture<Result<void>> FakeSecretStore::remove(const QString &connectionId)
{
    m_content.calls << u"remove "_s + connectionId;
    if (m_content.error) {
        return later<void>(failure(*m_content.error));
    }
    m_content.entries.remove(connectionId);
    return later<void>({});
}

Error lockedKeychain()
{
    return {Error::Kind::ActionRequired, u"The keychain is locked, or does not let this program in."_s, {}};
}

} // namespace Tbs::Test
