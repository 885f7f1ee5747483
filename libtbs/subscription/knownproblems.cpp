// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "knownproblems.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Tbs {

namespace {

bool isIn(const KnownProblem &problem, std::optional<FhirVersion> version)
{
    return problem.fhirVersions.isEmpty() || (version && problem.fhirVersions.contains(*version));
}

bool isConcerned(const Subscription &wanted, KnownProblem::Concern concern)
{
    switch (concern) {
    case KnownProblem::Concern::All:
        break;
    case KnownProblem::Concern::Headers:
        return !wanted.headers.isEmpty();
    case KnownProblem::Concern::Filters:
        return !wanted.filterBy.isEmpty();
    case KnownProblem::Concern::NoFilters:
        return wanted.filterBy.isEmpty();
    case KnownProblem::Concern::FullResourceByHttp:
        return wanted.content == PayloadContent::FullResource && wanted.endpoint.scheme() == "http"_L1;
    case KnownProblem::Concern::WebSocket:
        return wanted.channelType == toCode(ChannelType::WebSocket);
    }
    return false;
}

template <typename Predicate> QList<KnownProblem> problemsThat(const ServerProfile &profile, Predicate predicate)
{
    QList<KnownProblem> problems;
    std::ranges::copy_if(profile.knownProblems, std::back_inserter(problems), predicate);
    return problems;
}

} // namespace

QList<KnownProblem> generalProblems(const ServerProfile &profile, std::optional<FhirVersion> version)
{
    return problemsThat(profile, [&](const KnownProblem &problem) {
        return problem.concerns == KnownProblem::Concern::All && isIn(problem, version);
    });
}

QList<KnownProblem> problemsWith(const Subscription &wanted, const ServerProfile &profile, FhirVersion version)
{
    return problemsThat(profile, [&](const KnownProblem &problem) {
        return isConcerned(wanted, problem.concerns) && isIn(problem, version);
    });
}

} // namespace Tbs
