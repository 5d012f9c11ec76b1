// swift-tools-version: 6.2
import PackageDescription

// The half of Hoglet that depends on nothing: it builds and tests in seconds.

let settings: [SwiftSetting] = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
]

let package = Package(
    name: "Compiler",
    products: [
        .library(name: "JSON", targets: ["JSON"]),
        .library(name: "ClickHouse", targets: ["ClickHouse"]),
        .library(name: "HogQL", targets: ["HogQL"]),
    ],
    targets: [
        .target(name: "JSON", swiftSettings: settings),
        .target(name: "ClickHouse", dependencies: ["JSON"], swiftSettings: settings),
        .target(name: "HogQL", dependencies: ["ClickHouse", "JSON"], swiftSettings: settings),
        .testTarget(
            name: "HogQLTests",
            dependencies: ["ClickHouse", "HogQL", "JSON"],
            exclude: ["Fixtures"],
            swiftSettings: settings
        ),
        .testTarget(name: "JSONTests", dependencies: ["JSON"], swiftSettings: settings),
        .testTarget(
            name: "HogQLParserTests",
            dependencies: ["HogQL", "JSON"],
            exclude: ["Fixtures"],
            swiftSettings: settings
        ),
        .testTarget(name: "ClickHouseTests", dependencies: ["ClickHouse"], swiftSettings: settings),
    ],
    swiftLanguageModes: [.v6]
)
