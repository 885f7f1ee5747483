// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#pragma once

#include <Tbs/subscription/topicsubscription.h>

#include <QCoreApplication>

namespace Tbs {

/// One mistake in a list of definitions, before anybody has said where the list was written.
struct DefinitionMistake
{
    qsizetype definition = 0; ///< index in the list
    QString element; ///< `topic`, `filterBy[0].value`
    QString message;
};

/// Finds every mistake in a list of definitions; validate() and the configuration's reader add the places.
class DefinitionValidator
{
    Q_DECLARE_TR_FUNCTIONS(Tbs::DefinitionValidator)

public:
    explicit DefinitionValidator(const QDateTime &now);

    [[nodiscard]] QList<DefinitionMistake> validate(const QList<TopicSubscription> &definitions);

private:
    void validateTopic(const QString &topic);
    void validateWebhookId(const QString &webhookId);
    void validateUniqueness(const QList<TopicSubscription> &definitions);
    void validateFilter(const FilterBy &filter, qsizetype index);
    void validateFilterParameter(const FilterBy &filter, const QString &element);
    void validateOperators(const FilterBy &filter, const QString &element);
    void validateNumbers(const TopicSubscription &definition);
    void validateEnd(const QDateTime &end);
    void add(const QString &element, const QString &message);

    QDateTime m_now;
    qsizetype m_definition = 0;
    QList<DefinitionMistake> m_mistakes;
};

} // namespace Tbs
