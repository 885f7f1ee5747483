// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "previewpane.h"

#include "../application/symbols.h"
#include "../application/tone.h"
#include "../detail/differencelist.h"
#include "../detail/jsontextview.h"

#include <Tbs/codec/subscriptionmask.h>
#include <Tbs/support/futures.h>

#include <QClipboard>
#include <QGuiApplication>
#include <QHeaderView>
#include <QLabel>
#include <QPushButton>
#include <QTabWidget>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace Tbs::Gui {

namespace {

/// How long the user has to pause before the server is asked.
constexpr int delayMilliseconds = 350;

QString hiddenText()
{
    return u"•••"_s;
}

QLabel *textLabel(const QString &name)
{
    auto *label = new QLabel;
    label->setObjectName(name);
    label->setWordWrap(true);
    label->setTextFormat(Qt::PlainText);
    label->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    label->setFocusPolicy(Qt::NoFocus);
    return label;
}

} // namespace

PreviewPane::PreviewPane(FhirServer &server, QWidget *parent)
    : QWidget(parent)
    , m_server(server)
    , m_message(textLabel(u"previewMessage"_s))
    , m_problems(textLabel(u"previewProblems"_s))
    , m_tabs(new QTabWidget)
    , m_json(new JsonTextView)
    , m_actual(new JsonTextView)
    , m_changes(new QWidget)
    , m_changesText(textLabel(u"changesText"_s))
    , m_differences(new QTreeWidget)
    , m_elements(new DifferenceList(tr("On the server"), tr("Wanted")))
    , m_copy(new QPushButton(symbol(u"copy"_s, u"edit-copy"_s), tr("C&opy JSON")))
{
    setObjectName(u"previewPane"_s);
    m_problems->hide();
    makeTabs();
    m_copy->setObjectName(u"copyPreview"_s);
    m_copy->setAutoDefault(false);
    m_copy->setEnabled(false);
    connect(m_copy, &QPushButton::clicked, this, &PreviewPane::copy);

    auto *line = new QHBoxLayout;
    line->addWidget(m_message, 1);
    line->addWidget(m_copy, 0, Qt::AlignTop);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addLayout(line);
    layout->addWidget(m_problems);
    layout->addWidget(m_tabs, 1);

    m_delay.setSingleShot(true);
    m_delay.setInterval(delayMilliseconds);
    connect(&m_delay, &QTimer::timeout, this, &PreviewPane::ask);
}

void PreviewPane::makeTabs()
{
    m_tabs->setObjectName(u"previewTabs"_s);
    m_json->setObjectName(u"previewJson"_s);
    m_json->setAccessibleName(tr("What will be sent, as JSON"));
    m_actual->setObjectName(u"actualJson"_s);
    m_actual->setAccessibleName(tr("What the server has, as JSON"));
    m_differences->setObjectName(u"previewDifferences"_s);
    m_differences->setAccessibleName(tr("What changes"));
    m_differences->setRootIsDecorated(false);
    m_differences->setHeaderLabels({tr("Element"), tr("On the server"), tr("Wanted")});
    const auto width = fontMetrics().averageCharWidth();
    m_differences->header()->resizeSection(0, width * 24);
    m_differences->header()->resizeSection(1, width * 26);
    m_elements->setObjectName(u"previewElements"_s);
    m_elements->header()->resizeSection(0, width * 17);
    m_elements->header()->resizeSection(1, width * 22);
    m_elements->header()->resizeSection(2, width * 22);
    auto *layout = new QVBoxLayout(m_changes);
    layout->setContentsMargins(6, 6, 6, 0);
    layout->addWidget(m_changesText);
    layout->addWidget(m_differences, 1);
    layout->addWidget(new QLabel(tr("All elements that are different in the JSON, with those that the server adds:")));
    layout->addWidget(m_elements, 2);
    m_tabs->addTab(m_json, tr("Will be sent"));
    m_tabs->addTab(m_changes, tr("Changes"));
    m_tabs->addTab(m_actual, tr("On the server"));
    m_tabs->setTabVisible(1, false);
    m_tabs->setTabVisible(2, false);
}

void PreviewPane::setSubscription(const SubscriptionConfiguration &subscription)
{
    if (m_preview && subscription == m_subscription) {
        return;
    }
    m_request.advance();
    m_subscription = subscription;
    m_preview.reset();
    m_delay.start();
    showMessage(tr("Asking what will be sent…"), false);
}

void PreviewPane::setMistaken()
{
    m_request.advance();
    m_delay.stop();
    m_preview.reset();
    m_json->setJson({});
    m_copy->setEnabled(false);
    m_problems->hide();
    m_tabs->setTabVisible(1, false);
    m_tabs->setTabVisible(2, false);
    showMessage(tr("What will be sent is shown here as soon as the form is complete."), false);
}

void PreviewPane::ask()
{
    whenFinished(
        m_server.preview(m_subscription), this,
        m_request.whileCurrent([this](const Result<SubscriptionPreview> &preview) { take(preview); }),
        m_request.whileCurrent([this] { showMessage(tr("The connection was ended before the answer came."), true); }));
}

void PreviewPane::take(const Result<SubscriptionPreview> &preview)
{
    if (preview) {
        m_preview = *preview;
        return showPreview();
    }
    setMistaken();
    showMessage(preview.error().toString(), true);
}

void PreviewPane::showMessage(const QString &text, bool isError)
{
    auto colors = palette();
    colors.setColor(QPalette::WindowText, isError ? toneColor(Tone::Bad, colors) : mutedText(colors));
    m_message->setPalette(colors);
    m_message->setText(isError ? u"✘ "_s + text : text);
}

QJsonObject PreviewPane::shown(const QJsonObject &resource) const
{
    const auto withoutSecrets = withMaskedSecrets(resource, hiddenText());
    return m_masked ? withMaskedFilters(withoutSecrets, hiddenText()) : withoutSecrets;
}

void PreviewPane::showPreview()
{
    showMessage(m_preview->actual ? tr("The server has it as Subscription/%1.").arg(m_preview->actual->subscription.id)
                                  : tr("The server does not have it yet. Values of headers are hidden here."),
                false);
    m_json->setJson(shown(m_preview->resource));
    m_copy->setEnabled(true);
    const bool exists = m_preview->actual.has_value();
    m_tabs->setTabVisible(1, exists);
    m_tabs->setTabVisible(2, exists);
    if (exists) {
        m_actual->setJson(shown(m_preview->actualResource));
        showDifferences();
    }
    showProblems();
}

void PreviewPane::showProblems()
{
    QStringList lines;
    for (const auto &problem : m_preview->problems) {
        lines.append(u"⚠ %1\n%2"_s.arg(problem.message, problem.advice));
    }
    auto colors = palette();
    colors.setColor(QPalette::WindowText, toneColor(Tone::Warning, colors));
    m_problems->setPalette(colors);
    m_problems->setText(lines.join(u'\n'));
    m_problems->setVisible(!lines.isEmpty());
}

void PreviewPane::showDifferences()
{
    const auto &differences = m_preview->differences;
    m_tabs->setTabText(1, tr("Changes (%1)").arg(differences.size()));
    m_changesText->setText(differences.isEmpty() ? tr("✔ The server has it as it is wanted: nothing has to be changed.")
                                                 : tr("These elements are to be changed:"));
    m_differences->clear();
    for (const auto &difference : differences) {
        const bool hidden = m_masked && difference.element == "filterBy"_L1;
        const auto text = [hidden](const QString &value) {
            return value.isEmpty() ? tr("(nothing)") : hidden ? hiddenText() : value;
        };
        auto *item =
            new QTreeWidgetItem(QStringList{difference.element, text(difference.actual), text(difference.wanted)});
        item->setIcon(0, coloredSymbol(u"changed"_s, toneColor(Tone::Information, palette())));
        item->setToolTip(1, item->text(1).toHtmlEscaped());
        item->setToolTip(2, item->text(2).toHtmlEscaped());
        m_differences->addTopLevelItem(item);
    }
    m_elements->setDifferences(jsonDifferences(shown(m_preview->actualResource), shown(m_preview->resource)), false);
}

void PreviewPane::setMasked(bool masked)
{
    m_masked = masked;
    if (m_preview) {
        showPreview();
    }
}

bool PreviewPane::isUnchanged() const
{
    return m_preview && m_preview->actual && m_preview->differences.isEmpty()
        && m_preview->actual->subscription.status == SubscriptionStatusCode::Active;
}

void PreviewPane::copy()
{
    QGuiApplication::clipboard()->setText(m_json->toPlainText());
}

} // namespace Tbs::Gui
