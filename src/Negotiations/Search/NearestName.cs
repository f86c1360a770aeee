namespace Negotiations.Search;

/// <summary>Which of a list of names is meant by one that is not in it.</summary>
public static class NearestName
{
    private const int LongestCompared = 60;

    /// <summary>The known name that is written most like this one, hyphens, underscores, colons and case apart; null:
    /// none is near.</summary>
    public static string? Of(string name, IEnumerable<string> known)
    {
        var plain = Plain(name);
        return plain.Length > LongestCompared
            ? null
            : known
                .Select(each =>
                    (Name: each, Distance: EditDistance.Of(plain, Plain(each), most: Math.Max(1, each.Length / 3)))
                )
                .Where(each => each.Distance < int.MaxValue)
                .OrderBy(each => each.Distance)
                .ThenBy(each => each.Name, StringComparer.Ordinal)
                .FirstOrDefault()
                .Name;
    }

    /// <summary>" Did you mean X?", to follow what was wrong; empty where nothing is near.</summary>
    public static string Ask(string name, IEnumerable<string> known) =>
        Of(name, known) is { } near ? $" Did you mean {near}?" : "";

    /// <summary>A name without what is written differently in addresses, in environments and on command
    /// lines.</summary>
    public static string Plain(string name) =>
        name.Replace("_", "", StringComparison.Ordinal)
            .Replace("-", "", StringComparison.Ordinal)
            .Replace(":", "", StringComparison.Ordinal)
            .ToUpperInvariant();
}
