"""ONNX Runtime, all graph optimisations on, inputs and outputs bound once so that a call copies nothing."""

import onnxruntime

import onnx_models
from server import aligned


class Engine:
    name = "ONNX Runtime"
    version = onnxruntime.__version__

    def __init__(self, threads):
        onnxruntime.set_default_logger_severity(3)
        self.options = onnxruntime.SessionOptions()
        self.options.intra_op_num_threads = threads
        self.options.inter_op_num_threads = 1
        self.options.graph_optimization_level = onnxruntime.GraphOptimizationLevel.ORT_ENABLE_ALL

    def prepare(self, workload, inputs, constants):
        model, inputs = onnx_models.model_bytes(workload, inputs, constants, fused=True)
        self.session = session = onnxruntime.InferenceSession(model, self.options, providers=["CPUExecutionProvider"])
        binding = session.io_binding()
        # Kept as long as the binding, which reads them in place.
        self.inputs = inputs
        for name, value in inputs.items():
            binding.bind_ortvalue_input(name, onnxruntime.OrtValue.ortvalue_from_numpy(value))
        result = session.get_outputs()[0].name
        # The first run tells the shape of the result; later ones write into the same memory.
        first = session.run([result], inputs)[0]
        self.output = aligned(first.shape, first.dtype)
        output = onnxruntime.OrtValue.ortvalue_from_numpy(self.output)
        binding.bind_ortvalue_output(result, output)
        # What `run_with_iobinding` calls, without the layer of Python around it.
        run, bound = session._sess.run_with_iobinding, binding._iobinding
        return lambda: run(bound, None), lambda: self.output
