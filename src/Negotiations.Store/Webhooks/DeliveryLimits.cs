namespace Negotiations.Store.Webhooks;

/// <summary>How many requests one subscription may cost at one time, and for how long what is done with can be looked
/// up.</summary>
public static class DeliveryLimits
{
    /// <summary>Events of one subscription that are on their way at one time; the rest wait in the record, where they
    /// cost nothing.</summary>
    public const int MostWaiting = 1000;

    /// <summary>Requests to the receiver of one subscription at one time, each for another negotiation.</summary>
    public const int MostAtOnce = 4;

    /// <summary>After so many failures in a row a receiver is asked one thing at a time: one that hangs must not use up
    /// the slots of the others.</summary>
    public const int FailuresBeforeCare = 3;

    /// <summary>Days for which deliveries that are done with can be looked up.</summary>
    public const int DaysStored = 30;
}
