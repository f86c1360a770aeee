using System.Globalization;

namespace Negotiations.Ledger;

/// <summary>
/// Numbers as ECMAScript's Number::toString writes them (ECMA-262 section 6.1.6.1.20), which RFC 8785 section 3.2.2.3
/// takes over.
/// </summary>
public static class CanonicalNumber
{
    // Any integer of so many digits is a double exactly and is written without an exponent.
    private const int SafeDigits = 15;

    /// <exception cref="ArgumentOutOfRangeException"><paramref name="number"/> is infinite or not a number: JSON has
    /// no word for it.</exception>
    public static string Of(double number)
    {
        if (!double.IsFinite(number))
            throw new ArgumentOutOfRangeException(nameof(number), "JSON has no infinite numbers and no NaN.");

        // Minus zero is written as zero.
        if (number == 0)
            return "0";

        // "R" gives the shortest digits that read back as the same double, and of those the nearest; only the layout
        // differs.
        var (negative, digits, point) = Decimals.Of(number.ToString("R", CultureInfo.InvariantCulture));
        return (negative ? "-" : "") + LaidOut(digits, point);
    }

    /// <summary>True when both texts denote the same decimal number: 1.50 and 15e-1.</summary>
    internal static bool SameValue(string one, string other) => Decimals.Of(one) == Decimals.Of(other);

    internal static bool IsPlainInteger(ReadOnlySpan<byte> json)
    {
        var digits = json[0] == (byte)'-' ? json[1..] : json;
        return digits.Length <= SafeDigits
            && !digits.ContainsAnyExceptInRange((byte)'0', (byte)'9')
            && (digits[0] != (byte)'0' || json.Length == 1);
    }

    // The number is 0.digits times ten to the power of point. The bounds 21 and -6 are ECMAScript's.
    private static string LaidOut(string digits, long point) =>
        point switch
        {
            >= 1 and <= 21 when digits.Length <= point => digits.PadRight((int)point, '0'),
            >= 1 and <= 21 => $"{digits.AsSpan(0, (int)point)}.{digits.AsSpan((int)point)}",
            > -6 and <= 0 => "0." + new string('0', (int)-point) + digits,
            _ => Exponential(digits, point - 1),
        };

    private static string Exponential(string digits, long exponent)
    {
        var fraction = digits.Length > 1 ? "." + digits[1..] : "";
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{digits[0]}{fraction}e{(exponent < 0 ? "-" : "+")}{Math.Abs(exponent)}"
        );
    }

    /// <summary>
    /// A decimal text reduced to what it denotes: its digits without zeros at either end, and where the point stands
    /// before them.
    /// </summary>
    private readonly record struct Decimals(bool Negative, string Digits, long Point)
    {
        public static Decimals Of(string text)
        {
            var negative = text[0] == '-';
            var number = text.AsSpan(negative ? 1 : 0);

            long exponent = 0;
            var e = number.IndexOfAny('e', 'E');
            if (e >= 0)
            {
                exponent = ExponentOf(number[(e + 1)..]);
                number = number[..e];
            }

            var dot = number.IndexOf('.');
            var whole = dot < 0 ? number : number[..dot];
            var all = dot < 0 ? number.ToString() : string.Concat(whole, number[(dot + 1)..]);

            var withoutLead = all.TrimStart('0');
            var digits = withoutLead.TrimEnd('0');
            return digits.Length == 0
                ? default(Decimals) with
                {
                    Digits = "",
                }
                : new Decimals(negative, digits, whole.Length - (all.Length - withoutLead.Length) + exponent);
        }

        // An exponent too long for a long belongs to a number that is infinite or zero as a double; its exact size no
        // longer matters.
        private static long ExponentOf(ReadOnlySpan<char> text) =>
            long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var exponent)
                ? Math.Clamp(exponent, int.MinValue, int.MaxValue)
            : text[0] == '-' ? int.MinValue
            : int.MaxValue;
    }
}
