// swift-tools-version: 6.3
import PackageDescription

let strict: [SwiftSetting] = [
  .swiftLanguageMode(.v6),
  .treatAllWarnings(as: .error),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
]
let lifetimes: [SwiftSetting] = strict + [.enableExperimentalFeature("Lifetimes")]
let arguments: Target.Dependency = .product(name: "ArgumentParser", package: "swift-argument-parser")

let package = Package(
  name: "Tessera",
  products: [
    .library(name: "Tessera", targets: ["Tessera"]),
    .library(name: "TesseraMemory", targets: ["TesseraMemory"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2")
  ],
  targets: [
    // The library, downwards: an import points only to a target further down.
    .target(
      name: "Tessera", dependencies: ["TesseraRuntime", "TesseraFormats", "TesseraMemory"], swiftSettings: strict),
    .target(
      name: "TesseraRuntime",
      dependencies: ["TesseraPlanner", "TesseraGraph", "TesseraMemory", "CTesseraKernels", "COpenBLAS"],
      swiftSettings: lifetimes),
    .target(name: "TesseraPlanner", dependencies: ["TesseraGraph"], swiftSettings: strict),
    .target(name: "TesseraFormats", dependencies: ["TesseraGraph", "CZlib"], swiftSettings: lifetimes),
    .target(name: "TesseraGraph", dependencies: ["TesseraShapes", "CTesseraCallSite"], swiftSettings: lifetimes),
    .target(name: "TesseraShapes", swiftSettings: strict),
    .target(name: "TesseraMemory", swiftSettings: lifetimes + [.strictMemorySafety()]),
    .target(name: "CTesseraKernels"),
    .target(name: "CTesseraCallSite"),
    .systemLibrary(name: "COpenBLAS", pkgConfig: "openblas", providers: [.apt(["libopenblas-dev"])]),
    .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),

    // What is built on it.
    .executableTarget(
      name: "tessera",
      dependencies: ["Tessera", "TesseraGraph", "TesseraPlanner", "TesseraRandom", "TesseraRuntime", arguments],
      swiftSettings: strict),
    // Random numbers and random programs, for the tool, which verifies promises with them, and for tests.
    .target(name: "TesseraRandom", dependencies: ["TesseraGraph"], swiftSettings: strict),
    .executableTarget(
      name: "digit-classifier", dependencies: ["Tessera", arguments], path: "Examples/digit-classifier",
      exclude: ["Data", "Training"], swiftSettings: strict),
    .executableTarget(
      name: "expression-tour", dependencies: ["Tessera"], path: "Examples/expression-tour", swiftSettings: strict),
    .executableTarget(name: "serving", dependencies: ["Tessera"], path: "Examples/serving", swiftSettings: strict),
    .executableTarget(
      name: "sentence-embeddings", dependencies: ["SentenceNetwork", "Tessera", arguments],
      path: "Examples/sentence-embeddings",
      exclude: ["Data", "Network", "Reference", "README.md", "fetch_weights.py"], swiftSettings: strict),
    // The network of the sentence embeddings, which the benchmarks run too.
    .target(
      name: "SentenceNetwork", dependencies: ["Tessera"], path: "Examples/sentence-embeddings/Network",
      swiftSettings: strict),
    .executableTarget(
      name: "benchmarks",
      dependencies: ["Tessera", "TesseraGraph", "SentenceNetwork", "CBenchmarkLimits", "COpenBLAS", arguments],
      path: "Benchmarks",
      exclude: ["Allocations", "Limits", "Peers", "NOTES.md", "RESULTS.md", "results.json", "results.svg"],
      swiftSettings: strict),
    .target(name: "CBenchmarkLimits", path: "Benchmarks/Limits"),

    // Tests: a bundle a module, the cases that tests and benchmarks share, and what the bundles have in common.
    .target(
      name: "TesseraConformance", dependencies: ["Tessera", "TesseraTestSupport"], path: "Tests/TesseraConformance",
      swiftSettings: strict),
    .target(
      name: "TesseraTestSupport", dependencies: ["TesseraRandom", "TesseraGraph"], path: "Tests/TesseraTestSupport",
      swiftSettings: strict),
    .target(name: "FuzzTargets", dependencies: ["Tessera"], path: "Fuzzing/Targets", swiftSettings: strict),
    .testTarget(
      name: "FuzzTests", dependencies: ["FuzzTargets", "Tessera", "TesseraTestSupport"], swiftSettings: strict),
    .testTarget(name: "TesseraShapesTests", dependencies: ["TesseraShapes"], swiftSettings: strict),
    .testTarget(
      name: "TesseraMemoryTests", dependencies: ["TesseraMemory", "TesseraTestSupport"],
      swiftSettings: lifetimes),
    .testTarget(
      name: "CTesseraKernelsTests", dependencies: ["CTesseraKernels", "TesseraTestSupport"], swiftSettings: strict),
    .testTarget(
      name: "TesseraGraphTests", dependencies: ["TesseraGraph", "CTesseraKernels", "TesseraTestSupport"],
      swiftSettings: strict),
    .testTarget(
      name: "TesseraPlannerTests", dependencies: ["TesseraPlanner", "TesseraTestSupport"], swiftSettings: strict),
    .testTarget(name: "TesseraRuntimeTests", dependencies: ["Tessera", "TesseraTestSupport"], swiftSettings: strict),
    .testTarget(
      name: "TesseraFormatsTests", dependencies: ["TesseraFormats", "TesseraTestSupport"], exclude: ["Python"],
      swiftSettings: strict),
    .testTarget(
      name: "ConformanceTests", dependencies: ["Tessera", "TesseraConformance", "TesseraTestSupport"],
      exclude: ["Python"], resources: [.copy("Cases")], swiftSettings: strict),
    .testTarget(
      name: "ExamplesTests",
      dependencies: [
        "digit-classifier", "expression-tour", "sentence-embeddings", "SentenceNetwork", "serving", "tessera",
        "TesseraPlanner", "TesseraTestSupport",
      ],
      exclude: ["Clients"],
      swiftSettings: strict),
  ]
)
