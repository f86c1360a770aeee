namespace Negotiations.Store.Projections;

/// <summary>A status as bytes, and the answers that were made of it.</summary>
/// <param name="place">Which one it is.</param>
/// <param name="json">As the fold made it.</param>
/// <param name="hasTurned">Time alone has changed the view since its last event.</param>
public sealed class StatusView(StatusPlace place, byte[] json, bool hasTurned)
{
    // A language each, on one day.
    private const int MostAnswers = 4;

    private (string Tag, byte[] Json)[] answers = [];

    public StatusPlace Place => place;

    public byte[] Json => json;

    public bool HasTurned => hasTurned;

    /// <summary>What it and its answers take, a little over.</summary>
    public long MostBytes => (json.LongLength + 2048) * (1 + MostAnswers);

    /// <summary>The answer of a tag, from memory where it was made before.</summary>
    /// <param name="tag">Names everything the answer follows from.</param>
    /// <param name="make">Makes it of <see cref="Json"/>.</param>
    public byte[] AnswerOf(string tag, Func<byte[], byte[]> make)
    {
        var known = answers;
        foreach (var each in known)
            if (each.Tag == tag)
                return each.Json;

        // Of two who make one at once either is right, and one is forgotten.
        var made = make(json);
        answers = [(tag, made), .. known.Take(MostAnswers - 1)];
        return made;
    }
}
