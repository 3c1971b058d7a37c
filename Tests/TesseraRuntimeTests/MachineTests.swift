import Testing

@testable import TesseraRuntime

/// What a machine says of itself, on made-up machines and on this one.
@Suite struct MachineTests {
  @Test func theFileAtAnAddressIsFound() throws {
    let map = """
      00400000-00500000 r-xp 00000000 08:01 42                         /usr/bin/program
      7f0000000000-7f0000010000 r--p 00000000 08:01 77                 /usr/lib/a library.so.0
      7f0000010000-7f0000020000 rw-p 00000000 00:00 0
      7ffc00000000-7ffc00001000 rw-p 00000000 00:00 0                  [stack]
      something else
      """
    let machine = try MachineFolder(["proc/self/maps": map])
    func file(_ address: UInt) -> String? { SystemFile.mappedFile(at: address, root: machine.path) }
    #expect(file(0x400000) == "/usr/bin/program")
    #expect(file(0x4F_FFFF) == "/usr/bin/program")
    #expect(file(0x500000) == nil)
    #expect(file(0x7F00_0000_FFFF) == "/usr/lib/a library.so.0")
    #expect(file(0x7F00_0001_0000) == nil)
    #expect(file(0x7FFC_0000_0000) == nil)
    #expect(SystemFile.mappedFile(at: 0x400000, root: machine.path + "/nothing") == nil)
  }

  @Test func cachesThatHoldDataAreListed() throws {
    var files: [String: String] = [:]
    for (index, cache) in [
      ("1", "Data", "48K"), ("1", "Instruction", "32K"), ("2", "Unified", "1024K"), ("3", "Unified", "32M"),
    ]
    .enumerated() {
      let folder = "sys/devices/system/cpu/cpu0/cache/index\(index)"
      files["\(folder)/level"] = cache.0 + "\n"
      files["\(folder)/type"] = cache.1 + "\n"
      files["\(folder)/size"] = cache.2 + "\n"
    }
    let machine = try MachineFolder(files)
    let expected = [(1, 48 << 10), (2, 1 << 20), (3, 32 << 20)].map { Cache(level: $0.0, byteCount: $0.1) }
    #expect(Cache.all(root: machine.path) == expected)
    #expect(Cache.all(root: machine.path + "/nothing").isEmpty)
    files["sys/devices/system/cpu/cpu0/cache/index0/size"] = "9999999999999999999K\n"
    let other = try MachineFolder(files)
    #expect(Cache.all(root: other.path).count == 2, "a size that cannot be is left out")
  }

  @Test func theProcessorHasAName() throws {
    let machine = try MachineFolder(["proc/cpuinfo": "processor : 0\nmodel name\t: A: fast one\nmodel name\t: other\n"])
    #expect(Machine.processorName(root: machine.path) == "A: fast one")
    #expect(Machine.processorName(root: machine.path + "/nothing") == nil)
    let nameless = try MachineFolder(["proc/cpuinfo": "Processor: none\n"])
    #expect(Machine.processorName(root: nameless.path) == nil)
  }

  @Test func thisMachineIsKnown() {
    let machine = Machine()
    #expect(machine.library.configuration.hasPrefix("OpenBLAS "))
    #expect(machine.library.version?.isEmpty == false)
    #expect(machine.library.threads == 1)
    #expect(machine.library.file?.hasPrefix("/") == true)
    #expect(machine.level.all.contains(machine.level.current))
    #expect(machine.level.all.contains(machine.level.supported))
    #expect(machine.processors >= 1)
  }
}
