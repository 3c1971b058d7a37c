// swift-tools-version: 6.3
import PackageDescription

let package = Package(
  name: "TesseraFuzzing",
  dependencies: [.package(name: "Tessera", path: "..")],
  targets: [
    .target(name: "FuzzTargets", dependencies: [.product(name: "Tessera", package: "Tessera")], path: "Targets"),
    .executableTarget(name: "fuzz", dependencies: ["FuzzTargets", "CFuzzer"], path: "Fuzz"),
    .target(name: "CFuzzer", path: "Driver"),
  ]
)
