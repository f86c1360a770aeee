using System.Globalization;

namespace Negotiations.Ledger;

/// <summary>
/// Sizes and indexes as C2SP writes them: ASCII digits, no sign, no leading zero except for zero itself.
/// </summary>
internal static class StrictDecimal
{
    public static string Of(long number) => number.ToString(CultureInfo.InvariantCulture);

    public static bool TryParse(ReadOnlySpan<char> text, out long number)
    {
        number = 0;
        return !text.IsEmpty
            && !text.ContainsAnyExceptInRange('0', '9')
            && (text[0] != '0' || text.Length == 1)
            && long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number);
    }
}
