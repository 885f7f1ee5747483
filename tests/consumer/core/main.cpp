// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include <Tbs/fhir/reference.h>

#include <QTextStream>

int main()
{
    const Tbs::Reference reference(QStringLiteral("https://example.org/fhir/Patient/1"));
    QTextStream(stdout) << reference.relative() << Qt::endl;
}
