namespace Negotiations.Store.Jobs;

/// <summary>A job that was taken, and may be worked on until someone else takes it.</summary>
/// <param name="Starts">How often it has been begun without an end, this time included.</param>
/// <param name="Fence">Of this start.</param>
/// <param name="Report">As it stood when it was taken, as JSON.</param>
public sealed record JobLease(Guid Id, int Starts, long Fence, string Report)
{
    /// <summary>
    /// Starts without an end after which it is given up: what kills its node three times would kill the next.
    /// </summary>
    public const int MostStarts = 3;

    /// <summary>Without a sign of life for so long, another node may take it.</summary>
    public static readonly TimeSpan Term = TimeSpan.FromSeconds(10);

    /// <summary>It was begun too often already, and is not begun once more.</summary>
    public bool IsExhausted => Starts > MostStarts;
}

/// <summary>Someone else has taken the job meanwhile: what this start came to is not written.</summary>
public sealed class JobLostException(Guid id) : Exception($"Job {id} was taken by another node.");
