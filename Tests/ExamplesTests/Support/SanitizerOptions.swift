/// Tells the leak checker of the address sanitizer which leak is not ours: XCTest keeps 368 bytes to its end, even when it has no test to run.
///
/// Tests here run in a process of their own, without XCTest, so this hides nothing of theirs. All test targets share one executable; the checker
/// looks for this name in it.
@c(__lsan_default_suppressions)
public func leakSuppressions() -> UnsafePointer<UInt8> {
  let text: StaticString = "leak:libXCTest.so\n"
  return text.utf8Start
}

/// Tells the address sanitizer to answer an impossible request with no memory, as the system does, instead of ending the process: that such
/// a request is an error with a sentence is what some tests test.
@c(__asan_default_options)
public func sanitizerOptions() -> UnsafePointer<UInt8> {
  let text: StaticString = "allocator_may_return_null=1"
  return text.utf8Start
}
