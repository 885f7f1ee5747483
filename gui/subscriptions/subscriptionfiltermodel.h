// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#pragma once

#include "../lists/wordsearchmodel.h"
#include "subscriptionrow.h"

namespace Tbs::Gui {

class SubscriptionModel;

/// The subscriptions of some, or of all, in which every word that is searched for stands.
class SubscriptionFilterModel : public WordSearchModel
{
    Q_OBJECT

public:
    /// \a model must outlive this.
    explicit SubscriptionFilterModel(SubscriptionModel &model, QObject *parent = nullptr);

    /// Absent: all.
    void setOwner(std::optional<SubscriptionOwner> owner);

protected:
    [[nodiscard]] bool filterAcceptsRow(int sourceRow, const QModelIndex &sourceParent) const override;

private:
    const SubscriptionModel &m_model;
    std::optional<SubscriptionOwner> m_owner;
};

} // namespace Tbs::Gui
