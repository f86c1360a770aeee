using System.Collections.Frozen;
using System.Text;

namespace Negotiations.Dashboard.Forms;

/// <summary>An address made of a title, for anyone who chooses none: "Граница" is granitsa.</summary>
public static class TitleAddress
{
    // Long enough to be recognised, short enough to be read out.
    private const int Most = 60;

    private static readonly FrozenDictionary<char, string> Latin = (
        "à:a á:a â:a ä:a ã:a å:a ç:c è:e é:e ê:e ë:e ì:i í:i î:i ï:i ı:i ñ:n ò:o ó:o ô:o ö:o õ:o ø:o ù:u "
        + "ú:u û:u ü:u ş:s ğ:g č:c š:s ž:z "
        + "а:a б:b в:v г:g ғ:gh д:d е:e ё:yo ж:zh з:z и:i ӣ:i й:y к:k қ:q л:l м:m н:n ң:ng о:o ө:o п:p р:r "
        + "с:s т:t у:u ӯ:u ү:u ф:f х:kh ҳ:h "
        + "ц:ts ч:ch ҷ:j ш:sh щ:shch ъ: ы:y ь: э:e ю:yu я:ya ’: ':"
    )
        .Split(' ')
        .ToFrozenDictionary(pair => pair[0], pair => pair[2..]);

    /// <summary>Empty when the title has no letter or digit that we can write in Latin.</summary>
    public static string Of(string title)
    {
        var written = new StringBuilder();
        foreach (
            var letter in string.Concat(
                title.ToLowerInvariant().Select(letter => Latin.GetValueOrDefault(letter, $"{letter}"))
            )
        )
        {
            if (char.IsAsciiLetterLower(letter) || char.IsAsciiDigit(letter))
                written.Append(letter);
            else if (!char.IsLetter(letter) && written.Length > 0 && written[^1] != '-')
                written.Append('-');
        }

        var address = written.ToString().Trim('-');
        return address.Length <= Most
            ? address
            : address[..(address.LastIndexOf('-', Most) is > 0 and var end ? end : Most)];
    }
}
