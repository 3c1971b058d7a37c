/// Decodes a value whose fields are all texts, and nothing else.
struct TextDecoder: Decoder {
  let fields: [String: String]
  var codingPath: [any CodingKey] { [] }
  var userInfo: [CodingUserInfoKey: Any] { [:] }

  /// What is asked for is no text.
  private struct NoText: Error {}

  func container<Key: CodingKey>(keyedBy type: Key.Type) -> KeyedDecodingContainer<Key> {
    KeyedDecodingContainer(Container(fields: fields))
  }

  func unkeyedContainer() throws -> any UnkeyedDecodingContainer { throw NoText() }
  func singleValueContainer() throws -> any SingleValueDecodingContainer { throw NoText() }

  private struct Container<Key: CodingKey>: KeyedDecodingContainerProtocol {
    let fields: [String: String]
    var codingPath: [any CodingKey] { [] }
    var allKeys: [Key] { fields.keys.compactMap { Key(stringValue: $0) } }

    func contains(_ key: Key) -> Bool { fields[key.stringValue] != nil }
    func decodeNil(forKey key: Key) -> Bool { !contains(key) }
    func decode<Value: Decodable>(_ type: Value.Type, forKey key: Key) throws -> Value {
      guard let value = fields[key.stringValue] as? Value else { throw NoText() }
      return value
    }
    func decode(_ type: String.Type, forKey key: Key) throws -> String {
      guard let text = fields[key.stringValue] else { throw NoText() }
      return text
    }
    func decode(_ type: Bool.Type, forKey key: Key) throws -> Bool { throw NoText() }
    func decode(_ type: Double.Type, forKey key: Key) throws -> Double { throw NoText() }
    func decode(_ type: Float.Type, forKey key: Key) throws -> Float { throw NoText() }
    func decode(_ type: Int.Type, forKey key: Key) throws -> Int { throw NoText() }
    func decode(_ type: Int8.Type, forKey key: Key) throws -> Int8 { throw NoText() }
    func decode(_ type: Int16.Type, forKey key: Key) throws -> Int16 { throw NoText() }
    func decode(_ type: Int32.Type, forKey key: Key) throws -> Int32 { throw NoText() }
    func decode(_ type: Int64.Type, forKey key: Key) throws -> Int64 { throw NoText() }
    func decode(_ type: UInt.Type, forKey key: Key) throws -> UInt { throw NoText() }
    func decode(_ type: UInt8.Type, forKey key: Key) throws -> UInt8 { throw NoText() }
    func decode(_ type: UInt16.Type, forKey key: Key) throws -> UInt16 { throw NoText() }
    func decode(_ type: UInt32.Type, forKey key: Key) throws -> UInt32 { throw NoText() }
    func decode(_ type: UInt64.Type, forKey key: Key) throws -> UInt64 { throw NoText() }
    func nestedContainer<Nested: CodingKey>(
      keyedBy type: Nested.Type, forKey key: Key
    ) throws -> KeyedDecodingContainer<Nested> { throw NoText() }
    func nestedUnkeyedContainer(forKey key: Key) throws -> any UnkeyedDecodingContainer { throw NoText() }
    func superDecoder() throws -> any Decoder { throw NoText() }
    func superDecoder(forKey key: Key) throws -> any Decoder { throw NoText() }
  }
}
