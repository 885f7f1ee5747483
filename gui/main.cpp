// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "application/application.h"
#include "application/desktop.h"
#include "application/singleinstance.h"
#include "backend/embeddedbackend.h"

#include <QApplication>

int main(int argc, char *argv[])
{
    QApplication application(argc, argv);
    Tbs::Gui::setUpApplication(application);
    Tbs::Gui::SingleInstance instance(QApplication::applicationName());
    if (!instance.claim()) {
        return 0;
    }
    Tbs::SystemClock clock;
    Tbs::Gui::Settings settings;
    Tbs::Gui::EmbeddedBackend backend(clock);
    Tbs::Gui::Desktop desktop(clock, settings, backend);
    QObject::connect(&instance, &Tbs::Gui::SingleInstance::activated, &desktop.window(),
                     &Tbs::Gui::MainWindow::raiseWindow);
    QObject::connect(&desktop.window(), &Tbs::Gui::MainWindow::closed, &application, &QCoreApplication::quit,
                     Qt::QueuedConnection);
    desktop.window().show();
    desktop.start();
    return QApplication::exec();
}
