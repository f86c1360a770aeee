namespace Negotiations.Import.Reading;

/// <summary>
/// Finds the end of a row that is too long to be held, and holds none of it. It follows the quotes as the reader of
/// rows does.
/// </summary>
/// <param name="text">UTF-8, standing where the row before it ended.</param>
/// <param name="separator">Between fields.</param>
internal sealed class LongRow(Stream text, char separator)
{
    private const int Block = 256 * 1024;
    private const int End = -1;

    private readonly byte[] buffer = new byte[Block];
    private int next;
    private int read;
    private long passed;

    /// <summary>Bytes of the row itself.</summary>
    public long Length { get; private set; }

    /// <summary>
    /// Bytes up to where the next row begins, with the line break before the row and the one after it.
    /// </summary>
    public long Passed => passed;

    /// <summary>Line breaks from the beginning of the row on, its last one counted.</summary>
    public long Lines { get; private set; }

    /// <summary>The file ends with it.</summary>
    public bool IsLast { get; private set; }

    public void Skip()
    {
        var current = Take();
        while (current is '\r' or '\n')
            current = Take();

        var begun = passed - 1;
        var place = Place.FieldBegins;
        for (; current != End; current = Take())
        {
            if (current is '\r' or '\n')
            {
                var isWithin = place == Place.Quoted;
                var at = passed - 1;
                if (current == '\r' && Peek() == '\n')
                    Take();

                Lines++;
                if (isWithin)
                    continue;

                Length = at - begun;
                return;
            }

            place = After(place, current);
        }

        (Length, IsLast) = (passed - begun, true);
    }

    private Place After(Place place, int current) =>
        place switch
        {
            Place.Quoted => current == '"' ? Place.QuoteInQuoted : Place.Quoted,
            Place.QuoteInQuoted when current == '"' => Place.Quoted,
            _ when current == separator => Place.FieldBegins,
            Place.FieldBegins when current == '"' => Place.Quoted,
            Place.FieldBegins when current is ' ' or '\t' => Place.FieldBegins,
            _ => Place.Plain,
        };

    private int Take()
    {
        var current = Peek();
        if (current == End)
            return End;

        next++;
        passed++;
        return current;
    }

    private int Peek()
    {
        if (next == read)
            (next, read) = (0, text.Read(buffer, 0, Block));

        return read == 0 ? End : buffer[next];
    }

    private enum Place
    {
        FieldBegins,
        Plain,
        Quoted,
        QuoteInQuoted,
    }
}
