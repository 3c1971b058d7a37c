/// Tells the leak checker of the address sanitizer which leak is not ours: XCTest keeps 368 bytes to its end, even when it has no test to run.
///
/// Tests here run in a process of their own, without XCTest, so this hides nothing of theirs. All test targets share one executable; the checker
/// looks for this name in it.
@c(__lsan_default_suppressions)
public func leakSuppressions() -> UnsafePointer<UInt8> {
  let text: StaticString = "leak:libXCTest.so\n"
  return text.utf8Start
}
