// swift-tools-version: 6.2
import PackageDescription

// The targets from the bottom up; an arrow that is not listed here does not build. What each is for: ARCHITECTURE.md.

let settings: [SwiftSetting] = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
]

let argumentParser = Target.Dependency.product(name: "ArgumentParser", package: "swift-argument-parser")
let asyncAlgorithms = Target.Dependency.product(name: "AsyncAlgorithms", package: "swift-async-algorithms")
let configuration = Target.Dependency.product(name: "Configuration", package: "swift-configuration")
let crypto = Target.Dependency.product(name: "Crypto", package: "swift-crypto")
let grdb = Target.Dependency.product(name: "GRDB", package: "GRDB.swift")
let hummingbird = Target.Dependency.product(name: "Hummingbird", package: "hummingbird")
let logging = Target.Dependency.product(name: "Logging", package: "swift-log")
let metrics = Target.Dependency.product(name: "Metrics", package: "swift-metrics")
let unixSignals = Target.Dependency.product(name: "UnixSignals", package: "swift-service-lifecycle")
let serviceLifecycle = Target.Dependency.product(name: "ServiceLifecycle", package: "swift-service-lifecycle")

let json = Target.Dependency.product(name: "JSON", package: "Compiler")
let clickHouse = Target.Dependency.product(name: "ClickHouse", package: "Compiler")
let hogQL = Target.Dependency.product(name: "HogQL", package: "Compiler")

func library(_ name: String, _ dependencies: [Target.Dependency]) -> Target {
    .target(name: name, dependencies: dependencies, swiftSettings: settings)
}

func tests(_ name: String, _ dependencies: [Target.Dependency], resources: [Resource] = []) -> Target {
    .testTarget(name: "\(name)Tests", dependencies: dependencies, resources: resources, swiftSettings: settings)
}

let targets: [Target] = [
    // Leaves
    .target(name: "CChDB"),
    .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),

    // Drivers and storage
    library("ClickHouseTesting", [clickHouse, json]),
    library("EmbeddedClickHouse", ["CChDB", clickHouse, json, logging]),
    library("Storage", [json, grdb]),
    library("Demo", [json]),

    // Domains
    library("Access", ["Storage", json, crypto, grdb, logging]),
    library("Definitions", ["Storage", json, grdb]),
    library(
        "Querying",
        ["Definitions", "Storage", hogQL, clickHouse, json, crypto, grdb, logging, metrics, serviceLifecycle]
    ),
    library(
        "Endpoints",
        [
            "Querying", "Definitions", "Storage", hogQL, clickHouse, json, crypto, grdb, logging, metrics,
            serviceLifecycle,
        ]
    ),
    library(
        "Ingestion",
        [
            "CZlib", "Definitions", "Storage", clickHouse, json, asyncAlgorithms, crypto, grdb, logging, metrics,
            serviceLifecycle,
        ]
    ),

    // HTTP and the command line
    library(
        "API",
        [
            "Access", "CZlib", "Definitions", "Endpoints", "Ingestion", "Querying", "Storage", clickHouse, hogQL, json,
            hummingbird, logging, metrics,
        ]
    ),
    .executableTarget(
        name: "CLI",
        dependencies: [
            "API", "Access", "Definitions", "Demo", "EmbeddedClickHouse", "Endpoints", "Ingestion", "Querying",
            "Storage",
            clickHouse, hogQL, json, argumentParser, configuration, hummingbird, logging, metrics, serviceLifecycle,
            unixSignals,
        ],
        swiftSettings: settings
    ),

    // Tests
    tests("EmbeddedClickHouse", ["ClickHouseTesting", "EmbeddedClickHouse", clickHouse, json]),
    tests("Storage", ["Storage", json, grdb], resources: [.copy("schema.sql")]),
    tests("Access", ["Access", "Storage", json, grdb]),
    tests("Definitions", ["Definitions", "Storage", json, grdb]),
    tests("Querying", ["ClickHouseTesting", "Querying", "Definitions", "Storage", clickHouse, hogQL, json, grdb]),
    tests(
        "Endpoints",
        ["ClickHouseTesting", "Endpoints", "Querying", "Definitions", "Storage", clickHouse, hogQL, json, grdb]
    ),
    tests("Ingestion", ["ClickHouseTesting", "Ingestion", "Definitions", "Storage", clickHouse, json, grdb]),
    tests("Demo", ["Demo", hogQL, json]),
    tests(
        "API",
        [
            "API", "Access", "CZlib", "ClickHouseTesting", "Definitions", "Endpoints", "Ingestion", "Querying",
            "Storage",
            clickHouse,
            json, hummingbird, logging, metrics,
        ]
    ),
]

let package = Package(
    name: "hoglet",
    products: [.executable(name: "hoglet", targets: ["CLI"])],
    dependencies: [
        .package(path: "Packages/Compiler"),
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/apple/swift-async-algorithms", from: "1.1.4"),
        .package(
            url: "https://github.com/apple/swift-configuration",
            from: "1.4.0",
            traits: [.defaults, "CommandLineArguments"]
        ),
        .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
        .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
        .package(url: "https://github.com/apple/swift-metrics", from: "2.13.0"),
        .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
        .package(url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.1"),
        .package(url: "https://github.com/swift-server/swift-service-lifecycle", from: "2.13.0"),
    ],
    targets: targets,
    swiftLanguageModes: [.v6]
)
