// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#pragma once

#include "restrequest_p.h"

#include <Tbs/fhir/codes.h>

namespace Tbs {

class SandboxServer;

/// The paths under `/$sandbox/`, by which other processes drive the sandbox. Plain JSON in and out.
class SandboxControl
{
public:
    explicit SandboxControl(SandboxServer &server);

    [[nodiscard]] HttpResponse handle(const HttpRequest &request);

private:
    [[nodiscard]] HttpResponse fire(const RestRequest &request);
    [[nodiscard]] HttpResponse setFaults(const RestRequest &request);
    [[nodiscard]] HttpResponse addTopic(const RestRequest &request);

    SandboxServer &m_server;
};

} // namespace Tbs
