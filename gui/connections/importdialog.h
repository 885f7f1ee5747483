// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#pragma once

#include "connectionimport.h"

#include <QDialog>

class QListWidget;

namespace Tbs::Gui {

/// What is wrong with a tbs.yaml, or remarkable. Accepted when it is to be imported nevertheless.
class ImportDialog : public QDialog
{
    Q_OBJECT

public:
    ImportDialog(const QString &fileName, const ImportedConfiguration &imported, QWidget *parent = nullptr);

private:
    void fill(QListWidget &list, const ImportedConfiguration &imported) const;
};

} // namespace Tbs::Gui
