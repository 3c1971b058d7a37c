// The umbrella: `import Tessera` gives everything that users need.

@_exported import TesseraFormats
@_exported import TesseraGraph
@_exported import TesseraMemory
@_exported import TesseraPlanner
@_exported import TesseraRuntime
@_exported import TesseraShapes
