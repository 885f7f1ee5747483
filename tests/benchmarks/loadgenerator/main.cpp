// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "loadrun.h"

#include <fstream>
#include <iostream>
#include <sstream>

using namespace LoadGenerator;

int main(int argc, char **argv)
{
    constexpr int wrongUsage = 2;
    const auto parsed = parseOptions(argc, argv);
    if (const auto *mistake = std::get_if<std::string>(&parsed)) {
        std::cerr << "loadgenerator: " << *mistake << '\n' << usage();
        return wrongUsage;
    }
    const auto &options = std::get<Options>(parsed);

    std::ifstream file(options.payloadFile, std::ios::binary);
    std::ostringstream payload;
    if (!(payload << file.rdbuf())) {
        std::cerr << "loadgenerator: " << options.payloadFile << " cannot be read or is empty\n";
        return wrongUsage;
    }
    const Request request("POST " + options.path + " HTTP/1.1\r\nHost: " + options.host
                              + "\r\nContent-Type: application/fhir+json\r\n" + options.headers,
                          payload.str(), options.eventNumberPlaceholder);
    if (!options.eventNumberPlaceholder.empty() && !request.hasPlaceholder()) {
        std::cerr << "loadgenerator: the placeholder does not stand in " << options.payloadFile << '\n';
        return wrongUsage;
    }

    LoadRun run(options, request);
    Measurement measurement = run.run();
    std::cout << measurement.toJson(run.duration()) << std::endl;
    return measurement.isGood() ? 0 : 1;
}
