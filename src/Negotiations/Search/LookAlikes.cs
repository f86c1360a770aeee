namespace Negotiations.Search;

/// <summary>Codes typed in the other alphabet: the С of С5+1 may be Cyrillic, which looks the same.</summary>
internal static class LookAlikes
{
    private const string FromCyrillic = "АВЕКМНОРСТХавеорсх";
    private const string ToLatin = "ABEKMHOPCTXabeopcx";

    /// <summary>How the word is spelled in Latin letters, where it has a digit and otherwise only letters that look
    /// alike.</summary>
    public static IEnumerable<string> Of(string text, Word word)
    {
        var written = text.Substring(word.Start, word.Length);
        return
            written.Any(char.IsDigit)
            && written.Any(each => FromCyrillic.Contains(each))
            && written.All(each => char.IsAsciiLetterOrDigit(each) || FromCyrillic.Contains(each))
            ? [Latin.Fold(string.Concat(written.Select(Twin)))]
            : [];
    }

    private static char Twin(char each) => FromCyrillic.IndexOf(each) is >= 0 and var place ? ToLatin[place] : each;
}
