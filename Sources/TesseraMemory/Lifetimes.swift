// A span over a pointer has no lifetime of its own. These give it the lifetime of the owner of the memory; the caller
// vouches that the owner keeps the memory for as long as it is borrowed.

@unsafe @_unsafeNonescapableResult @_transparent @_lifetime(borrow source)
func overrideLifetime<T: ~Copyable & ~Escapable, U: ~Copyable & ~Escapable>(
  _ dependent: consuming T, borrowing source: borrowing U
) -> T { dependent }

@unsafe @_unsafeNonescapableResult @_transparent @_lifetime(&source)
func overrideLifetime<T: ~Copyable & ~Escapable, U: ~Copyable & ~Escapable>(
  _ dependent: consuming T, mutating source: inout U
) -> T { dependent }
