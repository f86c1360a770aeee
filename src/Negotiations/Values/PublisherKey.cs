namespace Negotiations.Values;

/// <summary>
/// By which publishers and counters are distinguished: blanks, case, width and Unicode form make no second voice.
/// </summary>
public static class PublisherKey
{
    public static string Of(string name) => UnicodeForm.Fold(name).Replace(" ", "", StringComparison.Ordinal);

    public static bool AreOne(string? one, string? other) =>
        one is not null && other is not null && (one == other || Of(one) == Of(other));
}
