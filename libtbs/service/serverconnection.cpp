// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "serverconnection.h"

#include <QNetworkAccessManager>

namespace Tbs {

class ServerConnection::Private
{
public:
    std::optional<FhirVersion> version;
    ServerProfile profile;
    QNetworkAccessManager network;
    std::unique_ptr<FhirClient> client;
};

} // namespace Tbs
