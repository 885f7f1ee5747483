// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#pragma once

#include "../lists/columntable.h"

namespace Tbs::Gui {

/// The list of subscriptions, ours first unless the user wants another order. Its model's columns are those of
/// SubscriptionModel.
class SubscriptionTable : public ColumnTable
{
    Q_OBJECT

public:
    /// \a settings must outlive this.
    explicit SubscriptionTable(Settings &settings, QWidget *parent = nullptr);

    void setModel(QAbstractItemModel *model) override;
};

} // namespace Tbs::Gui
