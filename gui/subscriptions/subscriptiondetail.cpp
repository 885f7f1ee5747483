// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "subscriptiondetail.h"

#include "../application/symbols.h"
#include "../application/tone.h"
#include "../detail/htmlview.h"
#include "../detail/jsontextview.h"
#include "../detail/jsontreeview.h"
#include "subscriptioncomparison.h"
#include "subscriptiontext.h"
#include "subscriptionwords.h"

#include <Tbs/codec/subscriptionmask.h>

#include <QHeaderView>
#include <QLabel>
#include <QLocale>
#include <QTabWidget>
#include <QTreeWidget>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Tbs::Gui {

namespace {

enum Tab { TextTab, ComparisonTab, TreeTab, JsonTab };
enum ElementColumn { NameColumn, WantedColumn, ActualColumn };

QTreeWidgetItem *itemOf(const ComparedElement &element, const QPalette &palette)
{
    const auto text = [](const QString &value) {
        return value.isEmpty() ? SubscriptionDetail::tr("(nothing)") : value;
    };
    auto *item = new QTreeWidgetItem(QStringList{element.element, text(element.wanted), text(element.actual)});
    item->setIcon(NameColumn,
                  element.differs ? coloredSymbol(u"changed"_s, toneColor(Tone::Warning, palette))
                                  : coloredSymbol(u"done"_s, toneColor(Tone::Good, palette)));
    for (const auto column : {WantedColumn, ActualColumn}) {
        item->setToolTip(column, item->text(column).toHtmlEscaped());
    }
    if (element.differs) {
        auto font = item->font(NameColumn);
        font.setBold(true);
        for (const auto column : {NameColumn, WantedColumn, ActualColumn}) {
            item->setFont(column, font);
            item->setBackground(column, toneBackground(Tone::Warning, palette));
        }
        item->setData(NameColumn, Qt::AccessibleTextRole,
                      SubscriptionDetail::tr("%1, other than wanted").arg(element.element));
    }
    return item;
}

/// Where people and servers write what they want.
QJsonObject withoutWords(QJsonObject resource)
{
    for (const auto &element : {u"text"_s, u"reason"_s, u"error"_s}) {
        if (resource.contains(element)) {
            resource.insert(element, hiddenText());
        }
    }
    return resource;
}

} // namespace

SubscriptionDetail::SubscriptionDetail(QWidget *parent)
    : QWidget(parent)
    , m_tabs(new QTabWidget)
    , m_text(new HtmlView)
    , m_comparison(new QWidget)
    , m_verdict(new QLabel)
    , m_elements(new QTreeWidget)
    , m_tree(new JsonTreeView)
    , m_json(new JsonTextView)
{
    m_text->setObjectName(u"subscriptionText"_s);
    m_text->setAccessibleName(tr("Subscription"));
    m_tree->setObjectName(u"subscriptionTree"_s);
    m_tree->setAccessibleName(tr("Subscription as a tree"));
    m_json->setObjectName(u"subscriptionJson"_s);
    m_json->setAccessibleName(tr("Subscription as JSON"));
    m_tabs->setObjectName(u"subscriptionTabs"_s);
    m_tabs->setDocumentMode(true);
    m_tabs->addTab(m_text, tr("Summary"));
    m_tabs->addTab(makeComparison(), QString());
    m_tabs->addTab(m_tree, tr("Tree"));
    m_tabs->addTab(m_json, tr("JSON"));
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_tabs);
    clear();
}

QWidget *SubscriptionDetail::makeComparison()
{
    m_verdict->setObjectName(u"comparisonVerdict"_s);
    m_verdict->setWordWrap(true);
    m_verdict->setTextFormat(Qt::PlainText);
    m_elements->setObjectName(u"comparedElements"_s);
    m_elements->setAccessibleName(tr("Elements as wanted and as the server has them"));
    m_elements->setRootIsDecorated(false);
    m_elements->setUniformRowHeights(true);
    m_elements->setAllColumnsShowFocus(true);
    m_elements->setHeaderLabels({tr("Element"), tr("Wanted"), tr("On the server")});
    const auto width = fontMetrics().averageCharWidth();
    m_elements->header()->resizeSection(NameColumn, width * 32);
    m_elements->header()->resizeSection(WantedColumn, width * 48);
    auto *layout = new QVBoxLayout(m_comparison);
    layout->setContentsMargins(6, 6, 6, 0);
    layout->addWidget(m_verdict);
    layout->addWidget(m_elements, 1);
    return m_comparison;
}

void SubscriptionDetail::setRow(const SubscriptionRow &row, const Subscription &wanted)
{
    const bool isSame = std::exchange(m_identity, row.identity()) == row.identity();
    m_text->showPage(SubscriptionText(row, m_masked).html(), isSame);
    showComparison(row, wanted);
    const auto *actual = row.actual();
    const auto resource = withMaskedSecrets(actual ? actual->raw : QJsonObject(), hiddenText());
    showResource(m_masked ? withoutWords(withMaskedFilters(resource, hiddenText())) : resource);
}

void SubscriptionDetail::clear()
{
    m_identity.clear();
    m_text->showMessage(tr("Select a subscription to see what the server has, and how it does."));
    m_tabs->setTabVisible(ComparisonTab, false);
    showResource({});
}

void SubscriptionDetail::showComparison(const SubscriptionRow &row, const Subscription &wanted)
{
    const auto elements = comparedElements(row, wanted, m_masked);
    const auto before = std::exchange(m_compared, elements);
    m_tabs->setTabVisible(ComparisonTab, row.managed.has_value());
    const auto differing =
        std::count_if(elements.begin(), elements.end(), [](const auto &element) { return element.differs; });
    const auto count = QLocale().toString(differing);
    m_tabs->setTabText(ComparisonTab,
                       differing > 0 ? tr("Wanted and actual (%1)").arg(count) : tr("Wanted and actual"));
    m_verdict->setText(elements.isEmpty() ? tr("The server does not have it, so there is nothing to compare.")
                           : differing == 0
                           ? tr("✔ The server has it as it is wanted.")
                           : tr("⚠ Elements that are not as wanted: %1. The server may insist upon them, or somebody "
                                "has changed them.")
                                 .arg(count));
    if (elements == before) {
        return;
    }
    const int current = m_elements->indexOfTopLevelItem(m_elements->currentItem());
    m_elements->clear();
    for (const auto &element : elements) {
        m_elements->addTopLevelItem(itemOf(element, palette()));
    }
    m_elements->setCurrentItem(m_elements->topLevelItem(current));
}

void SubscriptionDetail::showResource(const QJsonObject &resource)
{
    m_tabs->setTabVisible(TreeTab, !resource.isEmpty());
    m_tabs->setTabVisible(JsonTab, !resource.isEmpty());
    m_tree->setObject(resource);
    m_json->setJson(resource);
}

QString SubscriptionDetail::shownJson() const
{
    return m_json->toPlainText();
}

} // namespace Tbs::Gui
