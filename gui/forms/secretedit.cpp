// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "secretedit.h"

#include "../application/symbols.h"
#include "fileedit.h"

#include <QAction>
#include <QComboBox>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QRandomGenerator>
#include <QStackedWidget>
#include <QToolButton>

using namespace Qt::StringLiterals;

namespace Tbs::Gui {

namespace {

constexpr std::size_t generatedWords = 8; ///< of 32 bits

} // namespace

SecretEdit::SecretEdit(const QString &name, QWidget *parent)
    : QWidget(parent)
    , m_origin(new QComboBox)
    , m_stack(new QStackedWidget)
    , m_text(new QLineEdit)
    , m_file(new FileEdit(name + u"File"_s))
    , m_variable(new QLineEdit)
    , m_generate(new QToolButton)
{
    setObjectName(name);
    m_origin->setObjectName(name + u"Origin"_s);
    m_origin->addItem(tr("typed in"), static_cast<int>(Origin::Inline));
    m_origin->addItem(tr("from a file"), static_cast<int>(Origin::File));
    m_origin->addItem(tr("from the environment"), static_cast<int>(Origin::Environment));
    m_text->setObjectName(name + u"Text"_s);
    m_variable->setObjectName(name + u"Variable"_s);
    m_variable->setPlaceholderText(tr("Name of a variable"));
    m_file->setPlaceholderText(tr("Path of a file that holds it"));
    m_stack->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    m_stack->addWidget(m_text);
    m_stack->addWidget(m_file);
    m_stack->addWidget(m_variable);
    makeText();
    m_generate->setObjectName(name + u"Generate"_s);
    m_generate->setText(tr("Generate"));
    m_generate->setToolTip(tr("Makes up a long random one"));
    m_generate->setFocusPolicy(Qt::StrongFocus);
    m_generate->hide();
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_stack, 1);
    layout->addWidget(m_generate);
    layout->addWidget(m_origin);
    setFocusProxy(m_text);
    setLabel(tr("Secret"));

    connect(m_origin, &QComboBox::currentIndexChanged, this, [this] {
        showOrigin();
        Q_EMIT changed();
    });
    connect(m_variable, &QLineEdit::textChanged, this, &SecretEdit::changed);
    connect(m_file, &FileEdit::changed, this, &SecretEdit::changed);
    connect(m_generate, &QToolButton::clicked, this, &SecretEdit::generate);
    showOrigin();
}

void SecretEdit::makeText()
{
    m_text->setEchoMode(QLineEdit::Password);
    m_show = m_text->addAction(symbol(u"show"_s, u"view-visible"_s), QLineEdit::TrailingPosition);
    m_show->setCheckable(true);
    m_show->setText(tr("Show what was typed in"));
    m_show->setToolTip(m_show->text());
    m_forget = m_text->addAction(symbol(u"clear"_s, u"edit-clear"_s), QLineEdit::TrailingPosition);
    m_forget->setText(tr("Forget the one that is kept"));
    m_forget->setToolTip(m_forget->text());
    connect(m_show, &QAction::toggled, this, &SecretEdit::setVisibleText);
    connect(m_forget, &QAction::triggered, this, &SecretEdit::forget);
    connect(m_text, &QLineEdit::textChanged, this, [this] {
        showKept();
        Q_EMIT changed();
    });
    showKept();
}

void SecretEdit::setGeneratable()
{
    m_isGeneratable = true;
    showOrigin();
}

void SecretEdit::setLabel(const QString &label)
{
    m_origin->setAccessibleName(tr("%1: where it comes from").arg(label));
    m_text->setAccessibleName(label);
    m_file->setAccessibleName(tr("%1: path of the file").arg(label));
    m_variable->setAccessibleName(tr("%1: name of the variable").arg(label));
    m_generate->setAccessibleName(tr("%1: generate").arg(label));
}

SecretEdit::Origin SecretEdit::origin() const
{
    return static_cast<Origin>(m_origin->currentData().toInt());
}

bool SecretEdit::isKept() const
{
    return m_isKept && origin() == Origin::Inline && m_text->text().isEmpty();
}

ConfiguredSecret SecretEdit::secret() const
{
    const auto type = origin();
    if (type == Origin::Inline) {
        return m_text->text().isEmpty() && !m_isKept ? ConfiguredSecret()
                                                     : ConfiguredSecret{Origin::Inline, m_text->text(), {}};
    }
    const auto source = type == Origin::File ? m_file->path() : m_variable->text().trimmed();
    return source.isEmpty() ? ConfiguredSecret() : ConfiguredSecret{type, {}, source};
}

void SecretEdit::setSecret(const ConfiguredSecret &secret)
{
    const QSignalBlocker blocker(this);
    const bool isInline = secret.origin == Origin::Inline;
    m_isKept = isInline && secret.value.isEmpty();
    m_show->setChecked(false);
    m_text->setText(isInline ? secret.value : QString());
    m_file->setPath(secret.origin == Origin::File ? secret.source : QString());
    m_variable->setText(secret.origin == Origin::Environment ? secret.source : QString());
    const auto type = secret.isSet() ? secret.origin : Origin::Inline;
    m_origin->setCurrentIndex(m_origin->findData(static_cast<int>(type)));
    showOrigin();
    showKept();
}

void SecretEdit::forget()
{
    if (m_isKept) {
        m_isKept = false;
        showKept();
        Q_EMIT changed();
    }
}

void SecretEdit::setKept()
{
    if (origin() == Origin::Inline && !m_text->text().isEmpty()) {
        setSecret({Origin::Inline, {}, {}});
    }
}

void SecretEdit::generate()
{
    std::array<quint32, generatedWords> words{};
    QRandomGenerator::system()->generate(words.begin(), words.end());
    const auto bytes = QByteArray::fromRawData(reinterpret_cast<const char *>(words.data()), sizeof(words));
    m_text->setText(
        QString::fromLatin1(bytes.toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals)));
    m_text->setFocus();
}

void SecretEdit::setVisibleText(bool visible)
{
    m_text->setEchoMode(visible ? QLineEdit::Normal : QLineEdit::Password);
}

void SecretEdit::showOrigin()
{
    m_stack->setCurrentIndex(m_origin->currentIndex());
    setFocusProxy(m_stack->currentWidget());
    m_generate->setVisible(m_isGeneratable && origin() == Origin::Inline);
}

void SecretEdit::showKept()
{
    const bool hasText = !m_text->text().isEmpty();
    m_show->setVisible(hasText);
    m_forget->setVisible(m_isKept && !hasText);
    m_text->setPlaceholderText(m_isKept ? tr("Kept; type to replace it") : QString());
}

} // namespace Tbs::Gui
