// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QJsonObject>
#include <QPlainTextEdit>

namespace Tbs::Gui {

class JsonHighlighter;

/// JSON as text, indented and coloured, to be read and copied. Of what is very large only the beginning is shown.
class JsonTextView : public QPlainTextEdit
{
    Q_OBJECT

public:
    explicit JsonTextView(QWidget *parent = nullptr);

    /// Stays where it is scrolled to.
    void setJson(const QJsonObject &object);
    /// The same; numbers keep their spelling.
    void setJsonText(const QByteArray &json);

protected:
    void changeEvent(QEvent *event) override;

private:
    JsonHighlighter *m_highlighter;
};

} // namespace Tbs::Gui
