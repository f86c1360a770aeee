namespace Negotiations.Search;

/// <summary>
/// A word that is looked for, without the endings that grammar adds: talks finds a talk, границы finds a граница. What
/// is left is looked for as a beginning, so that it finds both.
/// </summary>
internal static class Endings
{
    // A shorter beginning says too little.
    private const int Shortest = 4;

    // In the common spelling; of Russian, Kyrgyz, Tajik and Uzbek in Cyrillic, where endings are many.
    private static readonly string[] Cyrillic =
    [
        "iami",
        "ami",
        "iah",
        "ah",
        "iam",
        "am",
        "ov",
        "ev",
        "ogo",
        "omu",
        "oi",
        "ei",
        "om",
        "em",
        "nin",
        "din",
        "tin",
        "nun",
        "dun",
        "tun",
        "dan",
        "den",
        "tan",
        "ten",
        "ga",
        "ge",
        "ka",
        "ke",
        "da",
        "de",
        "ta",
        "te",
        "lar",
        "ler",
        "dar",
        "der",
        "tar",
        "ter",
        "si",
        "ho",
        "ro",
    ];

    // Of Uzbek in Latin letters, whose names of things mostly stand in the possessive: Qoʻshtepa kanali.
    private static readonly string[] Turkic = ["i", "si", "lari", "ning"];

    // Of an adjective, which finds what it is made of: таджикская, of Таджикистан.
    private const string Adjective = "sk";

    /// <param name="text">In which it stands.</param>
    /// <param name="word">As it stands there.</param>
    /// <returns>Its spellings and what they are without endings.</returns>
    public static IEnumerable<string> Of(string text, Word word)
    {
        var written = text.AsSpan(word.Start, word.Length);
        var isCyrillic = written.IndexOfAnyInRange('\u0400', '\u052F') >= 0;
        var isPossessive = written.Length > 3 && written[^1] is ('s' or 'S') && written[^2] is ('\'' or '’' or 'ʼ');
        List<string> all = [.. word.Spellings];
        foreach (var spelling in word.Spellings)
        {
            if (isPossessive)
                Add(spelling[..^1]);

            // A word that goes on after it is spelled with an s, see Latin.
            if (spelling.EndsWith("iz", StringComparison.Ordinal))
                Add($"{spelling[..^2]}is");

            if (isCyrillic)
                AddCyrillic(spelling, Add);
            else
                AddLatin(spelling, Add);
        }

        return all;

        void Add(string stem)
        {
            if (stem.Length >= Shortest)
                all.Add(stem);
        }
    }

    private static void AddLatin(string spelling, Action<string> add)
    {
        foreach (var ending in Turkic)
            if (spelling.EndsWith(ending, StringComparison.Ordinal))
                add(spelling[..^ending.Length]);

        if (spelling[^1] != 's' || spelling.EndsWith("us", StringComparison.Ordinal))
            return;

        add(spelling[..^1]);
        if (
            spelling.EndsWith("shes", StringComparison.Ordinal)
            || spelling.EndsWith("ches", StringComparison.Ordinal)
            || spelling.EndsWith("ses", StringComparison.Ordinal)
            || spelling.EndsWith("ies", StringComparison.Ordinal)
        )
            add(spelling[..^2]);
    }

    private static void AddCyrillic(string spelling, Action<string> add)
    {
        AddStem(spelling);
        foreach (var ending in Cyrillic)
            if (spelling.EndsWith(ending, StringComparison.Ordinal))
                AddStem(spelling[..^ending.Length]);

        void AddStem(string word)
        {
            var stem = word.TrimEnd('a', 'e', 'i', 'o', 'u');
            add(stem);
            if (stem.EndsWith(Adjective, StringComparison.Ordinal))
                add(stem[..^Adjective.Length]);
        }
    }
}
