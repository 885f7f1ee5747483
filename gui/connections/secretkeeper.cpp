// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "secretkeeper.h"

#include <Tbs/support/futures.h>

using namespace Qt::StringLiterals;

namespace Tbs::Gui {

namespace {

constexpr auto fileName = "file"_L1; // in the settings

} // namespace

SecretKeeper::SecretKeeper(std::unique_ptr<SecretStore> keychain, const QString &file, Settings &settings,
                           QObject *parent)
    : QObject(parent)
    , m_keychain(std::move(keychain))
    , m_file(file)
    , m_settings(settings)
    , m_place(settings.value(Setting::SecretPlace).toString() == fileName ? Place::File : Place::Keychain)
{
}

SecretKeeper::~SecretKeeper() = default;

void SecretKeeper::setPlace(Place place)
{
    m_place = place;
    m_settings.setValue(Setting::SecretPlace, place == Place::File ? QString(fileName) : QString());
}

QFuture<Result<SecretValues>> SecretKeeper::read(const QString &connectionId)
{
    if (const auto known = m_session.constFind(connectionId); known != m_session.cend()) {
        return readyFuture(Result<SecretValues>(*known));
    }
    const auto inFile = m_file.read(connectionId).result();
    if (inFile ? !inFile->isEmpty() : m_place == Place::File) {
        return readyFuture(inFile);
    }
    return m_keychain->read(connectionId);
}

QFuture<Result<void>> SecretKeeper::write(const QString &connectionId, const SecretValues &values)
{
    switch (m_place) {
    case Place::Session:
        m_session.insert(connectionId, values);
        return m_file.remove(connectionId); // what is there is old
    case Place::File: {
        const auto written = m_file.write(connectionId, values);
        if (written.result()) {
            m_session.remove(connectionId);
        }
        return written;
    }
    case Place::Keychain:
        break;
    }
    const SharedPromise<Result<void>> promise;
    whenFinished(m_keychain->write(connectionId, values), this, [this, promise, connectionId](Result<void> written) {
        if (written) {
            m_session.remove(connectionId);
            written = m_file.remove(connectionId).result(); // else it would be found there, as it was before
        }
        promise.finish(written);
    });
    return promise.future();
}

QFuture<Result<void>> SecretKeeper::remove(const QString &connectionId)
{
    const bool wasInSession = m_session.remove(connectionId);
    const bool wasInFile = !m_file.read(connectionId).result().value_or(SecretValues()).isEmpty();
    const auto removed = m_keychain->remove(connectionId);
    // Where they were elsewhere it may be that there is no keychain.
    return wasInSession || wasInFile ? m_file.remove(connectionId) : removed;
}

} // namespace Tbs::Gui
