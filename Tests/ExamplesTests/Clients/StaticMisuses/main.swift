// Compiles as it is; each of the conditions adds a mistake in static shapes that must not compile.
import Tessera

let a = Matrix<4, 5>.input("a")
let b = Matrix<5, 6>.input("b")
let row = Vector<5>.input("row")
let pixels = Batch<5>.input("pixels")

let product: Matrix<4, 6> = a.matmul(b)
let layer: Batch<6> = (pixels - row).matmul(b).softmax()
let scaled = (2 * a + row) / a.rowSums() - a.max()
let checked = try Matrix<4, 5>(a.expression * 2)
print(product.shape, layer.shape, scaled.shape, checked.shape)

#if WRONG_INNER_DIMENSION
  _ = a.matmul(a)
#endif
#if WRONG_INNER_DIMENSION_OF_A_BATCH
  _ = pixels.matmul(a)
#endif
#if WRONG_SHAPES
  _ = a + b
#endif
#if WRONG_ROW
  _ = b + row
#endif
#if WRONG_FUNCTION_OPERAND
  _ = a.maximum(b)
#endif
#if MIXED_STATIC_ELEMENTS
  _ = a * StaticMatrix<4, 5, Double>.input("d")
#endif
#if WRONG_RESULT
  let transposed: Matrix<4, 5> = a.transpose()
#endif
#if WRONG_ELEMENT_COUNT
  _ = try Vector<3>([1, 2, 3, 4])
#endif
#if WRONG_ELEMENT_OF_A_BINDING
  _ = pixels.bound(to: try Tensor<Double>.ones(shape: [2, 5]))
#endif
