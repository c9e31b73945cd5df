package org.broadsheet.retrieval.embedding;

import ai.djl.huggingface.tokenizers.Encoding;
import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;

/// bge-small-en-v1.5 (Xiao et al. 2023), quantised, in this process and offline: 384 dimensions, at most 512 tokens.
///
/// One text a call: the quantised model's vectors depend on what else is in a batch, so batches would not be
/// reproducible (and are slower on a
/// CPU). Several threads may call at once; each call computes on its own thread.
public final class BgeSmallEncoder implements TextEncoder {
    /// The space of its vectors.
    public static final EmbeddingSpace SPACE = new EmbeddingSpace("bge-small-en-v1.5-q", 384);

    private static final String MODEL = "/bge-small-en-v1.5-q.onnx";
    private static final String TOKENIZER = "/bge-small-en-v1.5-q-tokenizer.json";
    private static final int MAX_TOKENS = 512;
    private static final String INSTRUCTION = "Represent this sentence for searching relevant passages: ";

    private final OrtEnvironment environment;
    private final OrtSession session;
    private final HuggingFaceTokenizer tokenizer;

    private BgeSmallEncoder(OrtEnvironment environment, OrtSession session, HuggingFaceTokenizer tokenizer) {
        this.environment = environment;
        this.session = session;
        this.tokenizer = tokenizer;
    }

    /// Loads the model from the class path; takes a fraction of a second and some 100 MB.
    ///
    /// @throws EncodingFailed where the model or its native libraries cannot be loaded
    public static BgeSmallEncoder load() {
        try (InputStream model = resource(MODEL);
                InputStream words = resource(TOKENIZER);
                OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
            options.setIntraOpNumThreads(1);
            options.setInterOpNumThreads(1);
            options.addConfigEntry("session.intra_op.allow_spinning", "0");
            OrtEnvironment environment = OrtEnvironment.getEnvironment();
            OrtSession session = environment.createSession(model.readAllBytes(), options);
            HuggingFaceTokenizer tokenizer = HuggingFaceTokenizer.newInstance(
                    words, Map.of("truncation", "true", "maxLength", Integer.toString(MAX_TOKENS), "padding", "false"));
            return new BgeSmallEncoder(environment, session, tokenizer);
        } catch (IOException | OrtException | UnsatisfiedLinkError e) {
            throw new EncodingFailed(
                    "the embedding model could not be loaded (" + e.getMessage()
                            + "); search by words works without it, or name an embeddings endpoint instead",
                    e);
        }
    }

    private static InputStream resource(String name) throws IOException {
        InputStream in = BgeSmallEncoder.class.getResourceAsStream(name);
        if (in == null) throw new IOException("the class path has no " + name);
        return in;
    }

    @Override
    public EmbeddingSpace space() {
        return SPACE;
    }

    @Override
    public float[] passage(String text) {
        return encode(text);
    }

    @Override
    public float[] query(String text) {
        return encode(INSTRUCTION + text);
    }

    private float[] encode(String text) {
        Encoding tokens = tokenizer.encode(text);
        long[][] ids = {tokens.getIds()};
        long[][] mask = {tokens.getAttentionMask()};
        long[][] types = {tokens.getTypeIds()};
        try (OnnxTensor idTensor = OnnxTensor.createTensor(environment, ids);
                OnnxTensor maskTensor = OnnxTensor.createTensor(environment, mask);
                OnnxTensor typeTensor = OnnxTensor.createTensor(environment, types);
                OrtSession.Result result = session.run(
                        Map.of("input_ids", idTensor, "attention_mask", maskTensor, "token_type_ids", typeTensor))) {
            // The vector of a text is that of its first token, [CLS].
            float[] first = new float[SPACE.dimension()];
            ((OnnxTensor) result.get(0)).getFloatBuffer().get(0, first);
            return unit(first);
        } catch (OrtException e) {
            throw new EncodingFailed("a text could not be encoded: " + e.getMessage(), e);
        }
    }

    /// Divides by the Euclidean length, in place.
    static float[] unit(float[] v) {
        double squares = 0;
        for (float x : v) squares += (double) x * x;
        if (!(squares > 0) || !Double.isFinite(squares))
            throw new EncodingFailed("a vector has no direction: its length is " + Math.sqrt(squares));
        float scale = (float) (1 / Math.sqrt(squares));
        for (int i = 0; i < v.length; i++) v[i] *= scale;
        return v;
    }

    @Override
    public void close() {
        tokenizer.close();
        try {
            session.close();
        } catch (OrtException e) {
            throw new EncodingFailed("the embedding model could not be closed: " + e.getMessage(), e);
        }
    }
}
